package io.jianhu.net;

import io.jianhu.upstream.Upstreams;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers how calls to models went. */
final class Calls implements Upstreams {

    final List<String> answered = new CopyOnWriteArrayList<>();
    final List<String> retried = new CopyOnWriteArrayList<>();
    final Map<String, Figures> robots = new ConcurrentHashMap<>();

    @Override
    public void answered(String robot, String code) {
        answered.add(code);
    }

    @Override
    public void retried(String robot, String reason) {
        retried.add(reason);
    }

    @Override
    public void met(Figures figures) {
        robots.put(figures.robot(), figures);
    }
}
