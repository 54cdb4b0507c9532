package io.beltline.service.plan;

import io.beltline.api.ComponentId;
import io.beltline.api.Factory;

/**
 * A component that shall run.
 *
 * @param id its canonical id
 * @param factory what makes it
 * @param config its configuration, of the factory's record type
 */
public record PlannedComponent(ComponentId id, Factory<?> factory, Record config) {}
