package io.beltline.api;

/**
 * Serves other components or people, outside the pipelines. What it offers it declares by further
 * interfaces: {@link ServerAuthenticator}, {@link ClientAuthenticator}, {@link StorageExtension},
 * {@link ServiceListener}.
 */
public interface Extension extends Component {}
