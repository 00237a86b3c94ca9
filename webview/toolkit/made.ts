/** Attribute of an element of the toolkit that has come onto the page as what it is, and the event that tells so, each time that it does. */
export const MADE = 'made';
