/** Factories that no program has, with the reason. */
export const NOT_GENERATED: Readonly<Record<string, string>> = {
  resizing: 'TF.js forgets the batch when it computes the shape that leaves it',
  randomWidth: 'TF.js forgets the batch when it computes the shape that leaves it',
  centerCrop: 'TF.js changes the shape of what enters when it computes the shape that leaves',
  categoryEncoding: 'TF.js changes the shape of what enters when it computes the shape that leaves',
  Layer: 'a class to extend, no factory',
  RNN: 'a class to extend, no factory',
  RNNCell: 'a class to extend, no factory',
};
