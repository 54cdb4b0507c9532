package io.beltline.service.plan;

import io.beltline.config.Position;

/**
 * A reference and what it names.
 *
 * @param defined what it names
 * @param position where the reference is written
 */
record Resolved(Defined defined, Position position) {}
