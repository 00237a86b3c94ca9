import assert from 'node:assert/strict';
import { TEXTS_ID, textsBlock } from '../../../src/protocol/page-texts.ts';

describe('the page’s texts', () => {
  it('cannot end their block, and are read back as they were', () => {
    const texts = { '</script><img src=x onerror=alert(1)>': 'Ein <!-- <script> in „Worten“ & "Zeichen"' };
    const [, json = ''] =
      new RegExp(`^<script type="application/json" id="${TEXTS_ID}">(.*)</script>$`, 's').exec(textsBlock(texts)) ?? [];
    assert.ok(!json.includes('<'), json);
    assert.deepEqual(JSON.parse(json), texts);
  });
});
