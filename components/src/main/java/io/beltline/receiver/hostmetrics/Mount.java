package io.beltline.receiver.hostmetrics;

/**
 * A filesystem that is mounted.
 *
 * @param device what it is on
 * @param point where it is mounted, as the host sees it
 * @param type its type
 * @param mode {@code rw}, {@code ro} or {@code unknown}
 */
record Mount(String device, String point, String type, String mode) {}
