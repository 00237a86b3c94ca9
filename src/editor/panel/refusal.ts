/** A request that could not be carried out; the message tells the user what to do. */
export class Refusal extends Error {}
