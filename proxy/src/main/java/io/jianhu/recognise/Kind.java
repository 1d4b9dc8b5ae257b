package io.jianhu.recognise;

/**
 * A kind of personal data.
 *
 * @param name as policies and metrics name it, such as {@code mobile}
 * @param label as a citizen and a model read it, such as 手机号
 */
public record Kind(String name, String label, Sensitivity sensitivity) {

    /** Whether personal data is sensitive (敏感个人信息), by the list of a standard. */
    public enum Sensitivity {
        /** By neither list. */
        ORDINARY,
        /** By GB/T 35273—2020, Annex B, only; the resident's number belongs here. */
        CONSERVATIVE,
        /** By GB/T 35273—2020 and by GB/T 45574—2025. */
        SENSITIVE
    }
}
