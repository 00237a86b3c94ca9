export { multiply, multiplyWorkspace } from './multiply';
export { gram, applyLower } from './gram';
export { fillNormal, fillTruncated, fillUniform, useZiggurat } from './random';
export { addTo, addToRows, sum, sumSquares } from './vectors';
export { leaky, leakyBack } from './leaky';
export { gather, scatter } from './patches';
export { addToHistogram, countBeyond, countDead, squareOfSum } from './measure';
