/**
 * What is wrong with a version of Node, and what to do. This file imports nothing and uses old words only, so that
 * even a Node that is far too old gets as far as the message.
 * @param {string} version such as `20.19.1`
 * @returns {string | null} what is wrong and what to do, or `null`
 */
export function nodeProblem(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const supported = major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19);
  if (supported) return null;
  return (
    `This is Node ${version}, and Amanah needs Node 20.19 or newer in the 20 line, 22.12 or newer, or 24. ` +
    'Install one of these, for example from your distribution or with a version manager, open a new terminal, ' +
    'check it with `node --version`, and run the command again.'
  );
}

/** Ends a script that this Node cannot run. */
export function requireNode() {
  const problem = nodeProblem(process.versions.node);
  if (!problem) return;
  console.error(problem);
  process.exit(1);
}
