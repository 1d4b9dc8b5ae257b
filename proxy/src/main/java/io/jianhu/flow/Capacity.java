package io.jianhu.flow;

/**
 * How much the gateway as a whole takes; 0 stands for as much as comes.
 *
 * @param requestsPerSecond of all clients together
 * @param clientRequestsPerSecond of each client, where its own entry does not say
 * @param streams how many exchanges may run at once
 */
public record Capacity(int requestsPerSecond, int clientRequestsPerSecond, int streams) {

    public static final Capacity NONE = new Capacity(0, 0, 0);
}
