import * as vscode from 'vscode';

/** As the manifest declares it. */
export const TASK_TYPE = 'initlens';
const MATCHER = '$initlens';

const CHECKS = ['workspace', 'file'] as const;
type Checked = (typeof CHECKS)[number];

/** The command line as tasks: its text goes through the problem matcher into the Problems panel. */
export function registerTasks(extensionUri: vscode.Uri): vscode.Disposable {
  return vscode.tasks.registerTaskProvider(TASK_TYPE, {
    provideTasks: () =>
      folders().flatMap((folder) =>
        CHECKS.map((check) => taskOf(extensionUri, { type: TASK_TYPE, check }, check, folder)),
      ),
    resolveTask: ({ definition, scope }) => {
      const check = CHECKS.find((one) => one === definition.check);
      const folder = folders().find((one) => one === scope) ?? folders()[0];
      // The definition goes back as it came: by it the editor knows the task again.
      return check === undefined || folder === undefined ? undefined : taskOf(extensionUri, definition, check, folder);
    },
  });
}

/** Where a process can run: what lies on a disk. */
function folders(): readonly vscode.WorkspaceFolder[] {
  return (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
}

function taskOf(
  extensionUri: vscode.Uri,
  definition: vscode.TaskDefinition,
  check: Checked,
  folder: vscode.WorkspaceFolder,
): vscode.Task {
  const cli = vscode.Uri.joinPath(extensionUri, 'dist', 'cli.js').fsPath;
  const args = [cli, 'check', check === 'workspace' ? '.' : `\${file}`, ...failOn(definition)];
  const execution = new vscode.ProcessExecution('node', args, { cwd: folder.uri.fsPath });
  const task = new vscode.Task(definition, folder, nameOf(check), TASK_TYPE, execution, MATCHER);
  task.detail = `init-lens ${args.slice(1).join(' ')}`;
  task.presentationOptions = { clear: true, reveal: vscode.TaskRevealKind.Silent };
  return task;
}

function nameOf(check: Checked): string {
  return check === 'workspace' ? vscode.l10n.t('check workspace') : vscode.l10n.t('check file');
}

/** The command line itself says what is wrong with a wrong one. */
function failOn({ failOn: least }: vscode.TaskDefinition): string[] {
  return typeof least === 'string' ? ['--fail-on', least] : [];
}
