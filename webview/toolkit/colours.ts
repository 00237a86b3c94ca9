/**
 * The toolkit takes the editor's colours when the page has loaded, and again when its theme changes; a script that comes after the
 * load would have it wait for ever. So this module is imported before the toolkit, and keeps what it would do at the load.
 */
const atLoad: EventListenerOrEventListenerObject[] = [];

window.addEventListener = (
  type: string,
  listener: EventListenerOrEventListenerObject,
  options?: boolean | AddEventListenerOptions,
) => {
  if (type === 'load') atLoad.push(listener);
  else EventTarget.prototype.addEventListener.call(window, type, listener, options);
};

/** Takes the editor's colours now; the window listens as before from here on. */
export function takeColours(): void {
  Reflect.deleteProperty(window, 'addEventListener');
  const event = new Event('load');
  for (const listener of atLoad) {
    if (typeof listener === 'function') listener.call(window, event);
    else listener.handleEvent(event);
  }
}
