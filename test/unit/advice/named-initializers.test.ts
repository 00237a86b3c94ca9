import assert from 'node:assert/strict';
import { INITIALIZER_NAMES, namedInitializer, spelledInitializer } from '../../../src/advice/named-initializers.ts';
import { dialects } from '../../../src/dialects/index.ts';

describe('namedInitializer', () => {
  it('takes canonical names only', () => {
    for (const name of INITIALIZER_NAMES) assert.equal(namedInitializer(name)?.name, name);
    for (const name of ['he_normal', 'HeNormal', 'unknown', '']) assert.equal(namedInitializer(name), null);
  });
});

describe('spelledInitializer', () => {
  it('understands what every dialect writes, short names of Keras apart', () => {
    const aliases = new Set(['uniform', 'normal', 'one', 'zero', 'IdentityInitializer', 'OrthogonalInitializer']);
    for (const dialect of Object.values(dialects)) {
      for (const name of [...dialect.initializerNames('code'), ...dialect.initializerNames('json')]) {
        if (!aliases.has(name)) assert.notEqual(spelledInitializer(name), null, `${dialect.id}: ${name}`);
      }
    }
  });
});
