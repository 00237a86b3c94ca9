export function seconds(run: () => void): number {
  const start = performance.now();
  run();
  return (performance.now() - start) / 1000;
}

/** The shortest of several runs: what other programs take of the machine only makes them longer. */
export function bestOf(times: number, run: (turn: number) => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < times; turn++)
    best = Math.min(
      best,
      seconds(() => run(turn)),
    );
  return best;
}
