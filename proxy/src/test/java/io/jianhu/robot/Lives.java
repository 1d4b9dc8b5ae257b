package io.jianhu.robot;

/** A vocabulary with moves. */
final class Lives {

    /** Without moves; six lines. */
    static final String WORDS = """
            apiVersion: jianhu/v1
            kind: Vocabulary
            types:
              consultation: {zh: 咨询类, en: Consultation}
            levels:
              L1: {zh: 一级, en: One}
            """;

    static final String VOCABULARY = WORDS + """
            lifecycle:
              - {from: draft, to: training, by: department, evidence: plan}
              - {from: training, to: on-duty, by: [supplier, department], evidence: [filing], optional: [consent]}
              - {from: on-duty, to: suspended, by: [guardian, supervisor], evidence: reason}
              - {from: suspended, to: on-duty, by: guardian, evidence: reason, notBy: previous}
              - {from: suspended, to: on-duty, by: supervisor, evidence: [reason, order]}
              - {from: [draft, training, suspended], to: retired, by: department, evidence: reason, optional: successor}
            """;

    private Lives() {}
}
