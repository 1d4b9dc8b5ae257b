package io.jianhu.policy;

/**
 * A word that a person wrote, and its category, possibly empty.
 *
 * @param row the row of its file, 1 or more
 */
record Candidate(String word, String category, int row) {

    Candidate {
        category = category.strip().replaceAll("\\s+", " ");
    }
}
