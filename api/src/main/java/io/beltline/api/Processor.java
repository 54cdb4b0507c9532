package io.beltline.api;

/**
 * Takes telemetry in the middle of a pipeline and hands it, or what it made of it, to the next
 * consumer. One instance for each pipeline that names it.
 */
public interface Processor extends Component, Consumer {}
