/**
 * A computed colour as `rgb(…)`, which charts and canvases read: browsers give mixed colours as `color(srgb r g b)`.
 * @param computed what `getComputedStyle` says; anything else than these comes back as it is.
 */
export function plainColour(computed: string): string {
  const channels = /^color\(srgb ([\d.e+-]+) ([\d.e+-]+) ([\d.e+-]+)(?: \/ ([\d.e+-]+))?\)$/.exec(computed);
  if (channels === null) return computed;
  const [red = 0, green = 0, blue = 0] = channels.slice(1, 4).map((share) => Math.round(255 * Number(share)));
  const alpha = channels[4];
  return alpha === undefined ? `rgb(${red}, ${green}, ${blue})` : `rgba(${red}, ${green}, ${blue}, ${alpha})`;
}
