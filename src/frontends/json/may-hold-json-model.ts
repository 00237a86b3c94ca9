/** Whether a JSON document can hold a model at all: told from the text, before it is parsed. */
export function mayHoldJsonModel(text: string): boolean {
  return (text.includes('"class_name"') || text.includes('"className"')) && text.includes('"config"');
}
