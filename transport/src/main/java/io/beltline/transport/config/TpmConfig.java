package io.beltline.transport.config;

import io.beltline.config.Default;
import io.beltline.config.Doc;

/**
 * The {@code tpm} section of TLS. Keys in a trusted platform module are not supported: enabling it
 * is an error.
 *
 * @param enabled whether the key lies in a trusted platform module
 * @param path the device
 * @param ownerAuth the owner's password
 * @param auth the key's password
 */
public record TpmConfig(
    @Default("false") @Doc("Not supported: must stay false.") boolean enabled,
    @Default("") @Doc("The device of the trusted platform module.") String path,
    @Default("") @Doc("The owner's password.") String ownerAuth,
    @Default("") @Doc("The key's password.") String auth) {}
