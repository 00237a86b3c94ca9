/**
 * Copies what a range of output positions sees of a channels-last image into rows.
 * @param table input position of every tap, int32, `entries` of them; -1 in the padding.
 * @param image starts at the first channel that is taken; `width` channels of `channels` are.
 */
export function gather(image: i32, table: i32, entries: i32, channels: i32, width: i32, patches: i32): void {
  const bytes = 4 * width;
  const stride = 4 * channels;
  for (let entry = 0; entry < entries; entry++) {
    const position = load<i32>(table + 4 * entry);
    if (position < 0) memory.fill(patches, 0, bytes);
    else copy(image + position * stride, patches, bytes);
    patches += bytes;
  }
}

/** Vector by vector: for such short runs cheaper than a call. */
function copy(from: i32, to: i32, bytes: i32): void {
  const end = from + bytes;
  const whole = from + (bytes & ~15);
  while (from < whole) {
    v128.store(to, v128.load(from));
    from += 16;
    to += 16;
  }
  while (from < end) {
    store<f32>(to, load<f32>(from));
    from += 4;
    to += 4;
  }
}

/** The transpose of `gather`: adds rows back to where they were taken from. */
export function scatter(patches: i32, table: i32, entries: i32, channels: i32, width: i32, image: i32): void {
  const stride = 4 * channels;
  for (let entry = 0; entry < entries; entry++) {
    const position = load<i32>(table + 4 * entry);
    if (position >= 0) {
      let from = patches;
      let to = image + position * stride;
      const end = from + 4 * width;
      const whole = from + 4 * (width & ~3);
      while (from < whole) {
        v128.store(to, f32x4.add(v128.load(to), v128.load(from)));
        from += 16;
        to += 16;
      }
      while (from < end) {
        store<f32>(to, load<f32>(to) + load<f32>(from));
        from += 4;
        to += 4;
      }
    }
    patches += 4 * width;
  }
}
