/**
 * One stop of the Tab key for a group of controls: arrows, Home and End move within it, as in a toolbar of the ARIA
 * practices. The group's controls may be replaced at any time.
 * @param controls of the group as they are now, in order.
 */
export function rovingFocus(group: HTMLElement, controls: () => readonly HTMLElement[]): { refresh(): void } {
  let current: HTMLElement | null = null;
  const refresh = () => {
    const all = controls();
    if (current === null || !all.includes(current)) current = all[0] ?? null;
    for (const control of all) control.tabIndex = control === current ? 0 : -1;
  };
  group.addEventListener('focusin', ({ target }) => {
    current = controls().find((control) => control === target) ?? current;
    refresh();
  });
  group.addEventListener('keydown', (event) => {
    const all = controls();
    const at = all.findIndex((control) => control.contains(document.activeElement));
    const to = at === -1 ? null : destination(event.key, at, all.length);
    const next = to === null ? undefined : all[to];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  });
  return { refresh };
}

/** Where a key leads from one of `count` controls; null for any other key. */
export function destination(key: string, at: number, count: number): number | null {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return (at + 1) % count;
    case 'ArrowLeft':
    case 'ArrowUp':
      return (at + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
