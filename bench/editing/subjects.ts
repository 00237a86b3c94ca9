import * as vscode from 'vscode';
import { jsonFile } from '../json-file.ts';
import { scriptFile } from '../script-file.ts';

/** A file that is edited. */
export interface Subject {
  readonly name: string;
  readonly file: string;
  readonly text: string;
  /** What is typed into a layer's options, and after which text. */
  readonly typed: { readonly after: string; readonly text: string };
}

/** A mistake for the editor's own language features to find, at the end: what is edited is above it. */
const SCRIPT_MISTAKE = "\nexport const wrong: number = 'text';\n";
const JSON_MISTAKE = '\n{ "a second value": 1 }\n';

export const SCRIPT: Subject = {
  name: 'TypeScript, 1,000 lines, 5 models',
  file: 'script.ts',
  text: scriptFile(1000, 5, 1) + SCRIPT_MISTAKE,
  typed: { after: "activation: 'relu'", text: ", kernelInitializer: 'he" },
};

/** 31 layers, as `to_json` writes them. */
export const JSON_MODEL: Subject = {
  name: 'JSON, 1,000 lines, 1 model',
  file: 'model.json',
  text: jsonFile(32, 1) + JSON_MISTAKE,
  typed: { after: '"padding": "same"', text: ', "kernel_initializer": "he' },
};

/** Puts the subject into the window's folder. */
export async function written({ file, text }: Subject): Promise<vscode.Uri> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder === undefined) throw new Error('The benchmark needs a folder.');
  const uri = vscode.Uri.joinPath(folder.uri, file);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}
