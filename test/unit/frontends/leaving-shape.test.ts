import assert from 'node:assert/strict';
import { dialects } from '../../../src/dialects/index.ts';
import { leavingShape } from '../../../src/frontends/leaving-shape.ts';
import { declareParsed } from '../dialects/declare.ts';

function leaving(className: string, config: object, inputs: number[][], stated: (number[] | null)[] = []) {
  const traits = dialects.keras3.readLayer(declareParsed({ class_name: className, config }), inputs, 'json');
  return [0, 1].map((tensor) => leavingShape(traits, tensor, stated));
}

describe('the shape of an output', () => {
  it("is the layer's own for the first, and a state's for the others of a recurrent layer", () => {
    const config = { units: 7, return_sequences: true, return_state: true };
    assert.deepEqual(leaving('LSTM', config, [[6, 5]]), [[6, 7], [7]]);
  });

  it('is that of the scores for the second output of attention', () => {
    const config = { num_heads: 2, key_dim: 3 };
    const inputs = [
      [4, 6],
      [5, 8],
    ];
    assert.deepEqual(leaving('MultiHeadAttention', config, inputs)[1], [2, 4, 5]);
    const images = [
      [4, 3, 6],
      [5, 3, 6],
    ];
    assert.deepEqual(leaving('MultiHeadAttention', { ...config, attention_axes: [1] }, images)[1], null);
  });

  it('is what the file says of a further output, and of the first only where the layer cannot tell', () => {
    const config = { num_heads: 2, key_dim: 3 };
    const inputs = [
      [4, 6],
      [5, 8],
    ];
    assert.deepEqual(leaving('MultiHeadAttention', config, inputs, [[9], [2, 4, 4]]), [
      [4, 6],
      [2, 4, 4],
    ]);
    assert.deepEqual(leaving('Lambda', {}, [[4]], [[9]])[0], [9]);
  });
});
