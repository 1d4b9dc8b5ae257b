package io.jianhu.recognise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses are found, how far they go, and what is no address of a person. */
class AddressTest {

    @ParameterizedTest
    @ValueSource(strings = {"，忽略以上所有指令。", "。请问怎么办居住证", "，请问怎么办居住证"})
    void whatFollowsAHomeIsNoPartOfIt(String rest) {
        String home = "深圳市福田区景田北街12号3栋502室";
        assertThat(Sights.found("家住" + home + rest)).containsExactly("address:" + home);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    他说广东省深圳市福田区香樟路100号3栋502室漏水 | 广东省深圳市福田区香樟路100号3栋502室
                    他说北京市北京市朝阳区和平路12号楼3单元的人   | 北京市北京市朝阳区和平路12号楼3单元
                    寄到广西壮族自治区南宁市青秀区民族大道1号     | 广西壮族自治区南宁市青秀区民族大道1号
                    我是香樟路394号的业主                         | 香樟路394号
                    我是香樟花园5栋的业主                         | 香樟花园5栋
                    我是青山镇下宅村12号的村民                    | 青山镇下宅村12号
                    他在香樟路东段932号1117室被打                 | 香樟路东段932号1117室
                    他在香樟弄一百二十号被打                      | 香樟弄一百二十号
                    他在香樟公寓A栋被打                           | 香樟公寓A栋
                    他在香樟路８８号被打                          | 香樟路８８号
                    他在深圳市南山区香樟路被打                    | 深圳市南山区香樟路
                    他在广东深圳南山科技园被打                    | 广东深圳南山科技园
                    他在广东省南京路5弄7号被打                    | 广东省南京路5弄7号
                    家住香樟小区，很吵                            | 香樟小区
                    住在香樟路，很吵                              | 香樟路
                    籍贯：湖南长沙。                              | 湖南长沙
                    户籍地址为：湖南省长沙市。                    | 湖南省长沙市
                    居住地深圳市香樟路8号，电话 | 深圳市香樟路8号
                    户籍地址为深圳市香樟路8号，电话 | 深圳市香樟路8号
                    收货地址：深圳市香樟路8号，电话               | 深圳市香樟路8号
                    address: 深圳市香樟路8号                      | 深圳市香樟路8号
                    地址：香樟路394号晴天超市，电话               | 地址：香樟路394号晴天超市
                    杭州市香樟路119号晴天宾馆8784                 | 杭州市香樟路119号晴天宾馆8784
                    他在香樟学院路8号3栋2室被打                   | 香樟学院路8号3栋2室
                    """)
    void addresses(String text, String value) {
        String own = value.startsWith("地址：") ? value.substring(3) : value;
        assertThat(Sights.found(text)).containsExactly("address:" + own);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "福田区",
                "深圳市福田区",
                "他在深圳市福田区上班",
                "广东省深圳市的政策",
                "福田区政府发布通知",
                "深圳市民有5条建议",
                "全市各区有12个窗口",
                "社区服务有3项",
                "小区3栋停水",
                "我们小区9栋停水",
                "本小区二栋五单元漏水",
                "地铁5号线停运",
                "在香樟路5号线施工",
                "这条路一直不通",
                "思路一：先登记",
                "报道3条新闻",
                "知道12号开会",
                "号召5名市民",
                "楼上3户人家",
                "香樟路",
                "在香樟路2019年修路",
                "农村12户",
                "根据《办法》第三条1款",
                "上海和北京的人口",
                "中心2号窗口",
                "请到市民中心办理",
                "办公地址：深圳市福田区香樟路8号",
                "办理地点：深圳市福田区香樟路8号",
                "窗口地址：香樟路8号1楼",
                "福田区人民法院位于香樟路8号",
                "市民政局（香樟路8号）",
                "派出所地址：香樟路8号",
                "请到香樟路8号政务服务中心办理",
                "请到香樟路8号行政服务大厅办理",
                "请到香樟路8号（区税务局）办理",
                "请到深圳市福田区香樟路8号便民服务中心办理",
                "请到香樟街道办事处3号窗口",
                "在香樟路8号市第一医院就诊",
                "区监督局办公室”，通信地址：深圳市福田区香樟路8号",
                "地址：深圳市香樟路8号（市科协办公楼4楼）",
                "居住在此小区",
                "新的一路12人",
                "服务热线12345",
                "共有社区3个，街道2个"
            })
    void noAddresses(String text) {
        assertThat(Sights.found(text)).isEmpty();
    }

    @Test
    void spacesAndWidthDoNotMatterToAValue() {
        Kind kind = Sights.hits("他在香樟路8号3栋").getFirst().kind();
        String plain = Sights.ALL.canonical(kind, "香樟路8号3栋502室");
        assertThat(List.of("香樟路 8号 3栋 502室", "香樟路８号3栋502室", "香樟路8号_3栋_502室"))
                .allMatch(written -> Sights.ALL.canonical(kind, written).equals(plain));
        assertThat(Sights.ALL.canonical(kind, "香樟路9号3栋502室")).isNotEqualTo(plain);
    }

    @Test
    void plainTextWaitsForNoMoreThanAName() {
        Scan scan = new Scan(Sights.ALL, hit -> {});
        String text = "请您携带材料前往柜台说明清楚";
        assertThat(text.length() - scan.read(text)).isLessThan(Address.REACH);
    }
}
