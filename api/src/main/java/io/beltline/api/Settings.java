package io.beltline.api;

import org.slf4j.Logger;

/**
 * What a component gets when it is built.
 *
 * @param id its identity
 * @param logger its logger; each line carries the component's kind and id
 * @param meter its instruments; each is labelled by the service with what identifies the component
 * @param ledger where it books items it takes off the belt
 * @param build what runs
 */
public record Settings(
    ComponentId id, Logger logger, Meter meter, Ledger ledger, BuildInfo build) {}
