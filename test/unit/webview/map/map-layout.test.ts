import assert from 'node:assert/strict';
import { layOut, type MapGraph, type MapLayout } from '../../../../webview/worker/map-layout.ts';

const SIZE = { width: 100, height: 30 };

function graph(...links: readonly (readonly [from: string, to: string])[]): MapGraph {
  const ids = [...new Set(links.flat())];
  return { boxes: ids.map((id) => ({ id, ...SIZE })), links: links.map(([from, to]) => ({ from, to })) };
}

function middle({ boxes }: MapLayout, id: string) {
  const found = boxes.find((box) => box.id === id);
  assert.ok(found, `${id} has a place`);
  return found;
}

describe('the layout of the map', () => {
  it('stands a chain from left to right in one row', () => {
    const layout = layOut(graph(['a', 'b'], ['b', 'c']));
    const [a, b, c] = ['a', 'b', 'c'].map((id) => middle(layout, id));
    assert.ok(a && b && c && a.x < b.x && b.x < c.x);
    assert.deepEqual([b.y, c.y], [a.y, a.y]);
  });

  it('stands branches one above the other, none on another', () => {
    const layout = layOut(graph(['in', 'left'], ['in', 'right'], ['left', 'add'], ['right', 'add'], ['in', 'add']));
    for (const [i, one] of layout.boxes.entries()) {
      for (const other of layout.boxes.slice(i + 1)) {
        const isApart = Math.abs(one.x - other.x) >= SIZE.width || Math.abs(one.y - other.y) >= SIZE.height;
        assert.ok(isApart, `${one.id} and ${other.id} do not overlap`);
      }
    }
    assert.ok(middle(layout, 'add').x > middle(layout, 'left').x);
  });

  it('holds every box and every point of every link', () => {
    const layout = layOut(graph(['a', 'b'], ['a', 'c'], ['b', 'd'], ['c', 'd']));
    const points = [...layout.boxes, ...layout.links.flatMap((link) => link.points)];
    assert.ok(points.every(({ x, y }) => x >= 0 && y >= 0 && x <= layout.width && y <= layout.height));
    assert.equal(layout.links.length, 4);
    assert.ok(layout.links.every((link) => link.points.length >= 2));
  });

  it('runs a link from its first box to its second', () => {
    const layout = layOut(graph(['a', 'b']));
    const [link] = layout.links;
    assert.ok(link);
    assert.deepEqual([link.from, link.to], ['a', 'b']);
    assert.ok(Math.abs((link.points[0]?.x ?? 0) - (middle(layout, 'a').x + SIZE.width / 2)) < 1);
    assert.ok(Math.abs((link.points.at(-1)?.x ?? 0) - (middle(layout, 'b').x - SIZE.width / 2)) < 1);
  });

  it('leaves out links of layers that are not there, and lays out nothing as nothing', () => {
    const { boxes } = graph(['a', 'b']);
    assert.deepEqual(layOut({ boxes, links: [{ from: 'a', to: 'gone' }] }).links, []);
    assert.deepEqual(layOut({ boxes: [], links: [] }).boxes, []);
  });

  it('takes names that are special to JavaScript for names', () => {
    const layout = layOut(graph(['__proto__', 'constructor'], ['constructor', 'toString']));
    assert.ok(middle(layout, '__proto__').x < middle(layout, 'constructor').x);
    assert.ok(middle(layout, 'constructor').x < middle(layout, 'toString').x);
  });
});
