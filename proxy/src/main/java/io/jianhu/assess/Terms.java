package io.jianhu.assess;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is assessed by what: answers under different terms do not belong to one assessment.
 *
 * @param policy the revision in force
 * @param model as the robot's file names it
 * @param banks the digest of each bank by its path
 */
public record Terms(String robot, String policy, String model, SortedMap<String, String> banks) {

    public Terms {
        banks = Collections.unmodifiableSortedMap(new TreeMap<>(banks));
    }
}
