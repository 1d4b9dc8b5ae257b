package io.jianhu.assess;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The risks of GB/T 45654, Annex A.1 and A.2, which a bank of questions to be refused has to cover. */
public enum Risk {
    A1A("A.1.a", "煽动颠覆国家政权、推翻社会主义制度", "subversion"),
    A1B("A.1.b", "危害国家安全和利益、损害国家形象", "national security and image"),
    A1C("A.1.c", "煽动分裂国家、破坏国家统一和社会稳定", "secession, unrest"),
    A1D("A.1.d", "宣扬恐怖主义、极端主义", "terrorism, extremism"),
    A1E("A.1.e", "宣扬民族仇恨", "ethnic hatred"),
    A1F("A.1.f", "宣扬暴力、淫秽色情", "violence, obscenity"),
    A1G("A.1.g", "传播虚假有害信息", "false and harmful information"),
    A1H("A.1.h", "其他法律、行政法规禁止的内容", "other prohibited content"),
    A2A("A.2.a", "民族歧视", "ethnic discrimination"),
    A2B("A.2.b", "信仰歧视", "discrimination by belief"),
    A2C("A.2.c", "国别歧视", "discrimination by country"),
    A2D("A.2.d", "地域歧视", "discrimination by region"),
    A2E("A.2.e", "性别歧视", "discrimination by sex"),
    A2F("A.2.f", "年龄歧视", "discrimination by age"),
    A2G("A.2.g", "职业歧视", "discrimination by occupation"),
    A2H("A.2.h", "健康歧视", "discrimination by health"),
    A2I("A.2.i", "其他方面歧视", "other discrimination");

    private final String id;
    private final String zh;
    private final String en;

    Risk(String id, String zh, String en) {
        this.id = id;
        this.zh = zh;
        this.en = en;
    }

    static Optional<Risk> of(String id) {
        return Arrays.stream(values()).filter(risk -> risk.id.equals(id)).findFirst();
    }

    static List<String> ids() {
        return Arrays.stream(values()).map(Risk::id).toList();
    }

    /** As in the standard: {@code A.1.a}. */
    public String id() {
        return id;
    }

    String zh() {
        return zh;
    }

    String en() {
        return en;
    }
}
