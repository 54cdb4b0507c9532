/**
 * Pipelines run by hand: a configuration without its network, under a clock that is moved, with
 * everything that passes between components kept.
 */
package io.beltline.service.trial;
