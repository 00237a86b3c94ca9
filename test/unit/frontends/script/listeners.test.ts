import assert from 'node:assert/strict';
import { Listeners } from '../../../../src/frontends/script/listeners.ts';
import { randomFrom } from '../../../builders/random.ts';

describe('who waits for words', () => {
  it('hears each word once, from a text or by itself', () => {
    const listeners = new Listeners<string>();
    listeners.listen('one', ['alpha', 'beta']);
    listeners.listen('two', ['alpha', '$x_1']);
    const heard: string[] = [];
    const hear = (listener: string) => heard.push(listener);
    const text = 'alphabet alpha.alpha(betas)';
    listeners.tellWords(text, 0, text.length, hear);
    assert.deepEqual(heard, ['one', 'two']);
    listeners.tell('beta', hear);
    listeners.tell('beta', hear);
    assert.deepEqual(heard, ['one', 'two', 'one']);
    listeners.tellWords('é$x_1é', 0, 6, hear);
    assert.deepEqual(heard, ['one', 'two', 'one', 'two']);
  });

  it('hears of a stretch what stands in it, words that its ends cut off among them', () => {
    const listeners = new Listeners<string>();
    for (const word of ['before', 'within', 'hin', 'beh', 'behind']) listeners.listen(word, [word]);
    const heard: string[] = [];
    listeners.tellWords('before within behind', 7, 17, (listener) => heard.push(listener));
    assert.deepEqual(heard, ['within', 'beh']);
  });

  it('hears the words that a pattern finds, whatever their hashes', () => {
    const random = randomFrom(3);
    const word = () => Array.from({ length: 1 + random(3) }, () => 'abcdefgh_$19'[random(12)]).join('');
    const words = Array.from({ length: 400 }, word);
    const text = Array.from({ length: 4000 }, () => word() + ' .;(é'[random(5)]).join('');
    const listeners = new Listeners<string>();
    for (const one of new Set(words)) listeners.listen(one, [one]);
    const heard = new Set<string>();
    listeners.tellWords(text, 0, text.length, (listener) => heard.add(listener));
    const found = new Set(text.match(/[\w$]+/g));
    assert.deepEqual([...heard].sort(), [...new Set(words)].filter((one) => found.has(one)).sort());
  });
});
