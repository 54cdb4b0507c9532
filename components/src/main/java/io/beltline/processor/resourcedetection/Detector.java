package io.beltline.processor.resourcedetection;

/** Finds out one kind of thing about where the collector runs. Safe for all threads. */
@FunctionalInterface
interface Detector {

  /**
   * Looks. Blocks until the probe's deadline at most, as far as that lies with it.
   *
   * @param to what is found goes here, also if something else is not found
   * @throws DetectionException if something that should be there is not
   */
  void detect(Probe probe, Findings to) throws DetectionException;
}
