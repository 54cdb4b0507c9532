package io.beltline.api;

/**
 * The end of some pipelines and the start of others. One instance serves all pipelines that name
 * it.
 */
public interface Connector extends Component, Consumer {}
