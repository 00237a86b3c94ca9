/** Class of what covers the page until it is there. */
export const GLANCE = 'glance';

/** The page is there. */
export function endGlance(): void {
  document.querySelector(`.${GLANCE}`)?.remove();
}
