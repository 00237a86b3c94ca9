import type { LayerEntry } from '../framework.ts';
import type { LayerFamily } from '../layer-reader.ts';
import { dataNormalization } from '../layers/data-normalization.ts';
import { rescaling } from '../layers/elementwise.ts';
import * as encoding from '../layers/encoding.ts';
import { boundingBoxes, pipeline } from '../layers/foreign.ts';
import * as images from '../layers/images.ts';
import { melSpectrogram } from '../layers/spectrogram.ts';

/** Preprocessing layers that Keras 2 and 3 have in common. */
export const PREPROCESSING: readonly LayerEntry[] = entries({
  CategoryEncoding: encoding.categoryEncoding,
  CenterCrop: images.cut,
  Discretization: encoding.discretization,
  HashedCrossing: encoding.hashing,
  Hashing: encoding.hashing,
  IntegerLookup: encoding.lookup,
  Normalization: dataNormalization,
  RandomBrightness: images.variedImage,
  RandomContrast: images.variedImage,
  RandomCrop: images.cut,
  RandomFlip: images.variedImage,
  RandomRotation: images.variedImage,
  RandomTranslation: images.variedImage,
  RandomZoom: images.variedImage,
  Rescaling: rescaling,
  Resizing: images.resized,
  StringLookup: encoding.lookup,
  TextVectorization: encoding.textVectorization,
});

export const KERAS2_PREPROCESSING: readonly LayerEntry[] = entries({
  RandomHeight: images.variedExtent(0),
  RandomWidth: images.variedExtent(1),
});

export const KERAS3_PREPROCESSING: readonly LayerEntry[] = entries({
  AugMix: images.variedImage,
  AutoContrast: images.preparedImage,
  CutMix: images.variedImage,
  Equalization: images.preparedImage,
  MaxNumBoundingBoxes: boundingBoxes,
  MelSpectrogram: melSpectrogram,
  MixUp: images.variedImage,
  Pipeline: pipeline,
  RandAugment: images.variedImage,
  RandomColorDegeneration: images.variedImage,
  RandomColorJitter: images.variedImage,
  RandomElasticTransform: images.variedImage,
  RandomErasing: images.variedImage,
  RandomGaussianBlur: images.variedImage,
  RandomGrayscale: images.variedImage,
  RandomHue: images.variedImage,
  RandomInvert: images.variedImage,
  RandomPerspective: images.variedImage,
  RandomPosterization: images.variedImage,
  RandomSaturation: images.variedImage,
  RandomSharpness: images.variedImage,
  RandomShear: images.variedImage,
  Solarization: images.preparedImage,
});

/** Older versions had these among what is experimental: files name them as registered classes of a package. */
function entries(families: Readonly<Record<string, LayerFamily>>): LayerEntry[] {
  return Object.entries(families).map(([className, family]) => ({
    className,
    code: [className],
    family,
    registered: true,
  }));
}
