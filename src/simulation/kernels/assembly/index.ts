export { multiply, multiplyWorkspace } from './multiply';
export { gram, applyLower } from './gram';
export { fillNormal, fillTruncated, fillUniform } from './random';
export { firstFree } from './constants';
export { addTo, addToRows, sum, sumSquares } from './vectors';
export { gather, scatter } from './patches';
export { addToHistogram, countBeyond, countDead, squareOfSum } from './measure';
export { activate, activateBack, slopes } from './activation';
export { lstmBack, lstmCarry, lstmEmit } from './lstm';
export {
  addColumnProducts,
  addColumnSquares,
  addColumns,
  addColumnsBack,
  normalizeRows,
  normalizeRowsBack,
  scaleColumns,
} from './normalize';
export { depthwise, depthwiseBack } from './depthwise';
