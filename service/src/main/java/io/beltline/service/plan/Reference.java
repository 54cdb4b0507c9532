package io.beltline.service.plan;

import io.beltline.api.ComponentId;
import io.beltline.config.Position;

/**
 * A component named in a list.
 *
 * @param id the id as written
 * @param position where it is written
 */
record Reference(ComponentId id, Position position) {}
