import assert from 'node:assert/strict';
import { Listeners } from '../../../../src/frontends/script/listeners.ts';
import { randomFrom } from '../../../builders/random.ts';

describe('who waits for words', () => {
  it('is known by the word', () => {
    const listeners = new Listeners<string>();
    listeners.listen('one', ['alpha', 'beta']);
    listeners.listen('two', ['alpha', '$x_1']);
    assert.deepEqual(listeners.of('alpha'), ['one', 'two']);
    assert.deepEqual(listeners.of('beta'), ['one']);
    assert.deepEqual(listeners.of('alp'), []);
  });

  it('tells which words of a text are waited for, each once', () => {
    const listeners = new Listeners<string>();
    listeners.listen('one', ['alpha', 'beta']);
    listeners.listen('two', ['alpha', '$x_1']);
    const text = 'alphabet alpha.beta(alpha, betas)';
    assert.deepEqual(listeners.within(text, 0, text.length), ['alpha', 'beta']);
    assert.deepEqual(listeners.within('é$x_1é', 0, 6), ['$x_1']);
    assert.deepEqual(listeners.among(['betas', 'beta', '$x_1', 'beta']), ['beta', '$x_1']);
  });

  it('tells of a stretch what stands in it, words that its ends cut off among them', () => {
    const listeners = new Listeners<string>();
    for (const word of ['before', 'within', 'hin', 'beh', 'behind']) listeners.listen(word, [word]);
    assert.deepEqual(listeners.within('before within behind', 7, 17), ['within', 'beh']);
  });

  it('finds the words that a pattern finds, whatever their hashes', () => {
    const random = randomFrom(3);
    const word = () => Array.from({ length: 1 + random(3) }, () => 'abcdefgh_$19'[random(12)]).join('');
    const words = Array.from({ length: 400 }, word);
    const text = Array.from({ length: 4000 }, () => word() + ' .;(é'[random(5)]).join('');
    const listeners = new Listeners<string>();
    for (const one of new Set(words)) listeners.listen(one, [one]);
    const found = new Set(text.match(/[\w$]+/g));
    const expected = [...new Set(words)].filter((one) => found.has(one)).sort();
    assert.deepEqual(listeners.within(text, 0, text.length).sort(), expected);
    assert.deepEqual(listeners.among(found).sort(), expected);
  });
});
