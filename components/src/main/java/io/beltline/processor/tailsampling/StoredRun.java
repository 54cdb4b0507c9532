package io.beltline.processor.tailsampling;

/**
 * Held spans that are on disk as well.
 *
 * @param request the number of the stored request they are in
 * @param number their number in it
 */
record StoredRun(int request, int number) {}
