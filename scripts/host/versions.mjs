/** The VS Code server build that the npm package code-server carries: VS Code 1.139.1. */
export const CODE_SERVER = '4.139.1';

/** The Node that this server is made for. Tools that need Node >= 22 run on it too. */
export const NODE = '24.21.0';
