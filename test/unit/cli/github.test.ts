import assert from 'node:assert/strict';
import { sequentialModel } from '../../builders/analyse.ts';
import { Workplace } from '../../builders/terminal.ts';

/**
 * A workflow command as the runner reads it: properties up to the first `::` behind the name, each value unescaped after
 * the parts were told apart.
 */
function parse(line: string) {
  const [, name = '', properties = '', data = ''] = /^::(\w+) (.*?)::(.*)$/.exec(line) ?? [];
  const unescaped = (text: string) =>
    text.replace(/%3A/g, ':').replace(/%2C/g, ',').replace(/%0D/g, '\r').replace(/%0A/g, '\n').replace(/%25/g, '%');
  const pairs = properties.split(',').map((pair) => {
    const [key = '', ...value] = pair.split('=');
    return [key, unescaped(value.join('='))] as const;
  });
  return { name, data: unescaped(data), properties: Object.fromEntries(pairs) };
}

describe('workflow commands', () => {
  it('come through whatever a path and a message hold', async () => {
    const path = 'a, b: 100%25,/c::d=e.ts';
    const place = new Workplace({
      [path]: sequentialModel(
        [8],
        [
          "dense({ units: 8, activation: 'relu', kernelInitializer: '100%25 of it, ::error::\\n' })",
          'dense({ units: 1 })',
        ],
      ),
    });
    try {
      const { output } = await place.run(['check', '.', 'no,t::here%.ts', '--format', 'github']);
      const { output: json } = await place.run(['check', '.', '--format', 'json']);
      const [file] = JSON.parse(json).files;
      const [finding] = file.findings;
      const [unread, found, end, ...more] = output.split('\n');
      assert.deepEqual([end, more], ['', []], 'one line each');
      assert.deepEqual(parse(unread ?? ''), {
        name: 'error',
        data: 'There is no file no,t::here%.ts.',
        properties: { file: 'no,t::here%.ts' },
      });
      assert.match(finding.message, /100%25/);
      assert.deepEqual(parse(found ?? ''), {
        name: 'error',
        data: finding.message,
        properties: {
          file: path,
          line: String(finding.line),
          endLine: String(finding.endLine),
          col: String(finding.column),
          endColumn: String(finding.endColumn),
          title: finding.rule,
        },
      });
    } finally {
      place.remove();
    }
  });
});
