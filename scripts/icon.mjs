/**
 * Draws media/icon.png: a signal that vanishes over depth, and under the lens the one that does not.
 *
 *   node scripts/icon.mjs
 */
import { writeFileSync } from 'node:fs';
import { openBrowser } from './host/browser.mjs';
import { inProject } from './project.mjs';

const SIZE = 256;
const LENS = { x: 118, y: 118, radius: 70 };
const PERIOD = 56;

/**
 * A sine along the icon's middle, as an SVG path.
 *
 * @param {(x: number) => number} amplitude in pixels
 */
function wave(amplitude) {
  const points = Array.from({ length: SIZE + 1 }, (_, x) => {
    const y = LENS.y - amplitude(x) * Math.sin((2 * Math.PI * (x - LENS.x)) / PERIOD);
    return `${x},${y.toFixed(2)}`;
  });
  return `M${points.join('L')}`;
}

const vanishing = wave((x) => 58 * Math.exp(-x / 62));
const steady = wave(() => 36);
const rim = LENS.x + LENS.radius * Math.SQRT1_2;

const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE}" height="${SIZE}">
  <defs>
    <linearGradient id="night" x1="0" y1="0" x2="0.6" y2="1">
      <stop offset="0" stop-color="#26356f"/><stop offset="1" stop-color="#0c1230"/>
    </linearGradient>
    <linearGradient id="fading" gradientUnits="userSpaceOnUse" x1="0" y1="0" x2="${SIZE}" y2="0">
      <stop offset="0" stop-color="#ff9d4d"/><stop offset="1" stop-color="#ff9d4d" stop-opacity="0.35"/>
    </linearGradient>
    <linearGradient id="bright" gradientUnits="userSpaceOnUse" x1="48" y1="0" x2="188" y2="0">
      <stop offset="0" stop-color="#5eead4"/><stop offset="1" stop-color="#67b7ff"/>
    </linearGradient>
    <radialGradient id="glass" cx="0.38" cy="0.32" r="0.8">
      <stop offset="0" stop-color="#33468c"/><stop offset="1" stop-color="#131b45"/>
    </radialGradient>
    <clipPath id="tile"><rect width="${SIZE}" height="${SIZE}" rx="52"/></clipPath>
    <clipPath id="lens"><circle cx="${LENS.x}" cy="${LENS.y}" r="${LENS.radius - 6}"/></clipPath>
  </defs>
  <g clip-path="url(#tile)" fill="none" stroke-linecap="round" stroke-linejoin="round">
    <rect width="${SIZE}" height="${SIZE}" fill="url(#night)"/>
    <path d="${vanishing}" stroke="url(#fading)" stroke-width="9"/>
    <path d="M${rim},${rim}L${SIZE - 44},${SIZE - 44}" stroke="#e8ecff" stroke-width="22"/>
    <circle cx="${LENS.x}" cy="${LENS.y}" r="${LENS.radius}" fill="url(#glass)"/>
    <g clip-path="url(#lens)">
      <path d="M0,${LENS.y}H${SIZE}" stroke="#ffffff" stroke-opacity="0.16" stroke-width="3"/>
      <path d="${steady}" stroke="url(#bright)" stroke-width="11"/>
    </g>
    <circle cx="${LENS.x}" cy="${LENS.y}" r="${LENS.radius}" stroke="#e8ecff" stroke-width="11"/>
  </g>
</svg>`;

const browser = await openBrowser();
try {
  const page = await browser.newPage({ viewport: { width: SIZE, height: SIZE } });
  await page.setContent(`<body style="margin:0">${svg}</body>`);
  writeFileSync(inProject('media', 'icon.png'), await page.screenshot({ omitBackground: true }));
} finally {
  await browser.close();
}
