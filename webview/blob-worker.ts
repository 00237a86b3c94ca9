/** Starts a worker from its script's address: a worker may start from a blob only, and fetches nothing itself. */
export async function startBlobWorker(address: string): Promise<Worker> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`The script ${address} could not be loaded (${response.status}).`);
  return new Worker(URL.createObjectURL(new Blob([await response.text()], { type: 'text/javascript' })));
}
