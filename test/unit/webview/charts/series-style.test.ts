import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { plainColour } from '../../../../webview/charts/colour.ts';
import { markerPath } from '../../../../webview/charts/marker-path.ts';
import { SERIES_STYLES, seriesVariable } from '../../../../webview/charts/series-style.ts';
import { SCHEME_ORDER } from '../../../../webview/schemes/names.ts';

const SHEET = readFileSync('media/panel.css', 'utf8');

describe('the styles of the curves', () => {
  it('are told apart without colour, by dashes and by markers', () => {
    const styles = SCHEME_ORDER.map((scheme) => SERIES_STYLES[scheme]);
    assert.equal(new Set(styles.map(({ dash }) => dash.join(' '))).size, SCHEME_ORDER.length);
    assert.equal(new Set(styles.map(({ marker }) => JSON.stringify(marker))).size, SCHEME_ORDER.length);
    for (const { dash } of styles) assert.equal(dash.length % 2, 0, 'a dash and a gap in turn');
  });

  it('have a colour each in the style sheet, all of them from the theme', () => {
    const colours = SCHEME_ORDER.map((scheme) => {
      const value = new RegExp(`${seriesVariable(scheme)}: ([^;]+);`).exec(SHEET)?.[1];
      assert.ok(value !== undefined, scheme);
      assert.match(value, /var\(--(vscode|series)-/);
      assert.doesNotMatch(value, /#[0-9a-f]|rgb\(/i);
      return value;
    });
    assert.equal(new Set(colours).size, SCHEME_ORDER.length);
  });

  it('are read from what browsers say of mixed colours', () => {
    assert.equal(plainColour('rgb(1, 2, 3)'), 'rgb(1, 2, 3)');
    assert.equal(plainColour('color(srgb 1 0.5 0)'), 'rgb(255, 128, 0)');
    assert.equal(plainColour('color(srgb 0 0.2 1e-3 / 0.4)'), 'rgba(0, 51, 0, 0.4)');
  });

  it('draw a marker around its place', () => {
    assert.equal(markerPath('triangle', 4), 'M0.00 -4.00L3.46 2.00L-3.46 2.00Z');
    assert.equal(markerPath('cross', 2), 'M0.00 -2.00L0.00 2.00M2.00 -0.00L-2.00 0.00');
  });
});
