package io.jianhu.robot;

/** How clients show who they are. */
public enum Credential {
    /** By an API key. */
    KEY,
    /** By a certificate that was verified. */
    CERTIFICATE,
    /** Nobody has to. */
    NONE
}
