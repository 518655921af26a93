"""What made-up names are drawn from, with the true pinyin beside each part.

The reading is kept with the character, so the truth of a sample does not rest on
`gradrecon.names`, which samples are there to test. Weights are shares in per cent of the
population where known, rounded; the rare ones are drawn more often than in life.
"""

from __future__ import annotations

SURNAMES = """
王 Wang 7.1|李 Li 7.0|张 Zhang 6.7|刘 Liu 5.3|陈 Chen 4.6|杨 Yang 3.1|黄 Huang 2.3|赵 Zhao 2.2
周 Zhou 2.1|吴 Wu 2.1|徐 Xu 1.7|孙 Sun 1.5|朱 Zhu 1.3|马 Ma 1.3|胡 Hu 1.3|郭 Guo 1.2|林 Lin 1.2
何 He 1.1|高 Gao 1.1|梁 Liang 1.0|郑 Zheng 0.9|罗 Luo 0.9|宋 Song 0.8|谢 Xie 0.8|唐 Tang 0.7
韩 Han 0.7|曹 Cao 0.6|许 Xu 0.6|邓 Deng 0.6|肖 Xiao 0.6|冯 Feng 0.6|曾 Zeng 0.5|程 Cheng 0.5
蔡 Cai 0.5|彭 Peng 0.5|潘 Pan 0.5|袁 Yuan 0.4|于 Yu 0.4|董 Dong 0.4|余 Yu 0.4|苏 Su 0.4
叶 Ye 0.4|吕 Lü 0.4|魏 Wei 0.4|蒋 Jiang 0.4|田 Tian 0.4|杜 Du 0.4|丁 Ding 0.4|沈 Shen 0.4
姜 Jiang 0.4|范 Fan 0.3|江 Jiang 0.3|傅 Fu 0.3|钟 Zhong 0.3|卢 Lu 0.3|汪 Wang 0.3|戴 Dai 0.3
崔 Cui 0.3|任 Ren 0.3|陆 Lu 0.3|廖 Liao 0.3|姚 Yao 0.3|方 Fang 0.3|金 Jin 0.3|邱 Qiu 0.3
夏 Xia 0.3|谭 Tan 0.3|韦 Wei 0.3|贾 Jia 0.3|邹 Zou 0.3|石 Shi 0.3|熊 Xiong 0.3|孟 Meng 0.3
秦 Qin 0.3|阎 Yan 0.2|薛 Xue 0.2|侯 Hou 0.2|雷 Lei 0.2|白 Bai 0.2|龙 Long 0.2|段 Duan 0.2
郝 Hao 0.2|孔 Kong 0.2|邵 Shao 0.2|史 Shi 0.2|毛 Mao 0.2|常 Chang 0.2|万 Wan 0.2|顾 Gu 0.2
赖 Lai 0.2|武 Wu 0.2|康 Kang 0.2|贺 He 0.2|严 Yan 0.2|尹 Yin 0.2|钱 Qian 0.2|施 Shi 0.2
牛 Niu 0.2|洪 Hong 0.2|龚 Gong 0.2|付 Fu 0.2|闫 Yan 0.1|萧 Xiao 0.1|章 Zhang 0.1|鲁 Lu 0.1
葛 Ge 0.1|倪 Ni 0.1|翁 Weng 0.1|纪 Ji 0.1|甄 Zhen 0.1|仇 Qiu 0.1|解 Xie 0.1|查 Zha 0.1|区 Ou 0.1
朴 Piao 0.1|冼 Xian 0.05|逄 Pang 0.05|瞿 Qu 0.05
"""
"""Surnames that are read in one way only: characters, pinyin, weight."""

ASKED_SURNAMES = "单 Shan 3|缪 Miao 2|翟 Zhai 3|覃 Qin 3|盖 Ge 1|乐 Yue 1|郇 Xun 1|隗 Kui 1"
"""Surnames with several legitimate readings: the family decides."""

COMPOUND_SURNAMES = """
欧阳 Ouyang 6|司马 Sima 2|上官 Shangguan 3|诸葛 Zhuge 2|司徒 Situ 2|皇甫 Huangfu 2|尉迟 Yuchi 1
令狐 Linghu 1|慕容 Murong 1|夏侯 Xiahou 1|端木 Duanmu 1|公孙 Gongsun 1|宇文 Yuwen 1
长孙 Zhangsun 1
"""

MISREAD_SURNAMES = {
    "曾": "Ceng",
    "仇": "Chou",
    "解": "Jie",
    "查": "Cha",
    "朴": "Pu",
    "任": "Reng",
    "尉迟": "Weichi",
    "长孙": "Changsun",
}
"""What somebody who reads the character as a common word takes these surnames for."""

GIVEN_MALE = """
伟 wei|杰 jie|磊 lei|涛 tao|鹏 peng|浩 hao|宇 yu|轩 xuan|博 bo|文 wen|明 ming|志 zhi|强 qiang
军 jun|俊 jun|峰 feng|超 chao|勇 yong|斌 bin|飞 fei|凯 kai|亮 liang|龙 long|洋 yang|阳 yang
鑫 xin|辉 hui|旭 xu|帅 shuai|健 jian|坤 kun|建 jian|国 guo|家 jia|泽 ze|昊 hao|天 tian|海 hai
森 sen|东 dong|南 nan|成 cheng|诚 cheng|晨 chen|辰 chen|睿 rui|瑞 rui|哲 zhe|翔 xiang|恒 heng
安 an|昂 ang|恩 en|彦 yan|彬 bin|钧 jun|钊 zhao|铭 ming|锐 rui|航 hang|洲 zhou|波 bo|江 jiang
源 yuan|清 qing|润 run|渊 yuan|霖 lin|震 zhen|雷 lei|霄 xiao|云 yun|凌 ling|立 li|力 li|永 yong
世 shi|正 zheng|振 zhen|兴 xing|启 qi|承 cheng|景 jing|星 xing|木 mu|山 shan|毅 yi|奕 yi|逸 yi
远 yuan|进 jin|达 da|鸿 hong|宏 hong
"""
GIVEN_FEMALE = """
芳 fang|敏 min|静 jing|丽 li|艳 yan|娟 juan|霞 xia|玲 ling|婷 ting|雪 xue|慧 hui|莹 ying|颖 ying
琳 lin|倩 qian|佳 jia|欣 xin|悦 yue|怡 yi|雨 yu|梦 meng|梅 mei|兰 lan|萍 ping|红 hong|琪 qi
瑶 yao|璐 lu|璇 xuan|萱 xuan|菲 fei|蕾 lei|薇 wei|蓉 rong|茹 ru|菁 jing|婉 wan|妍 yan|媛 yuan
娇 jiao|婧 jing|姝 shu|姗 shan|宁 ning|馨 xin|香 xiang|淑 shu|洁 jie|澜 lan|露 lu|霏 fei|音 yin
韵 yun|诗 shi|语 yu|诺 nuo|歌 ge|春 chun|秋 qiu|冬 dong|晴 qing|晓 xiao|晗 han|曦 xi|月 yue
玉 yu|珍 zhen|珊 shan|瑾 jin|瑜 yu|琦 qi|思 si|子 zi|梓 zi|一 yi|可 ke|雅 ya|心 xin|念 nian
新 xin|嘉 jia|爱 ai|文 wen|明 ming
"""
GIVEN_RARE = """
䶮 yan|㛃 jie|𬱖 di|堃 kun|淼 miao|玥 yue|祎 yi|翀 chong|旸 yang|珺 jun|赟 yun|彧 yu|昇 sheng
甯 ning
"""

MISHEARD = {
    "lin": "ling",
    "ling": "lin",
    "xin": "xing",
    "xing": "xin",
    "jing": "jin",
    "jin": "jing",
    "ying": "yin",
    "yin": "ying",
    "bin": "bing",
    "ming": "min",
    "min": "ming",
    "si": "shi",
    "shi": "si",
    "zi": "zhi",
    "zhi": "zi",
    "ze": "zhe",
    "zhe": "ze",
    "chen": "cheng",
    "cheng": "chen",
    "zhen": "zheng",
    "zheng": "zhen",
    "fang": "huang",
    "lan": "nan",
    "nan": "lan",
    "wen": "weng",
    "shan": "san",
    "chun": "cun",
    "shu": "su",
    "rong": "long",
    "run": "ren",
    "jun": "jin",
    "feng": "fen",
    "heng": "hen",
    "meng": "men",
    "peng": "pen",
}
"""The slips that students make: a syllable and what it is mistaken for."""

MINORITY_GIVEN = """
阿依古丽 Ayiguli 女|古丽娜尔 Gulina'er 女|阿迪力 Adili 男|艾力 Aili 男|迪丽努尔 Dilinu'er 女
玉素甫 Yusufu 男|米热古丽 Mireguli 女|阿不力孜 Abulizi 男|热依汗 Reyihan 女|帕提古丽 Patiguli 女
木拉提 Mulati 男|巴哈尔 Baha'er 女|叶尔兰 Ye'erlan 男|阿合买提 Ahemaiti 男
努尔扎提 Nu'erzhati 男
"""
MINORITY_FATHER = """
买买提 Maimaiti|吐尔逊 Tu'erxun|阿不都拉 Abudula|艾合买提 Aihemaiti|库尔班 Ku'erban|依明 Yiming
热合曼 Reheman|卡德尔 Kade'er|玉山 Yushan|木合塔尔 Muheta'er|托合提 Tuoheti|沙依提 Shayiti
哈力克 Halike|巴拉提 Balati|赛买提 Saimaiti|亚森 Yasen|莫明 Moming|达吾提 Dawuti
"""

OVERSEAS_SURNAMES = "陈 Chan|黄 Wong|李 Lee|林 Lam|何 Ho|梁 Leung|郑 Cheng|张 Cheung|刘 Lau|吴 Ng"
OVERSEAS_GIVEN = """
家俊 Ka_Chun 男|志明 Chi_Ming 男|嘉欣 Ka_Yan 女|咏诗 Wing_Sze 女|子轩 Tsz_Hin 男|慧敏 Wai_Man 女
俊杰 Chun_Kit 男|伟文 Wai_Man 男|淑仪 Suk_Yee 女|佩珊 Pui_Shan 女|国强 Kwok_Keung 男
美玲 Mei_Ling 女|浩然 Ho_Yin 男|凯晴 Hoi_Ching 女|天佑 Tin_Yau 男|晓彤 Hiu_Tung 女
德华 Tak_Wah 男|雅雯 Nga_Man 女
"""
REGIONS = "中国香港 H|中国澳门 M|中国台湾 T"

FOREIGN_FAMILY = """
Fernandez|Nguyen|Kowalski|Okafor|Petrov|Haddad|Mensah|Rahman|Silva|Tanaka|Dlamini|Yilmaz|Novak
Sharma|Castillo|Bekele|Ivanova|Larsen|Keita|Mwangi|Rossi|Schmidt|Dubois|Karimov|Santos|Popescu
"""
FOREIGN_GIVEN = """
Maria 女|Ahmed 男|Anna 女|Daniel 男|Sofia 女|Omar 男|Elena 女|Samuel 男|Fatima 女|Viktor 男
Grace 女|Emeka 男|Lucia 女|Rashid 男|Nadia 女|Tomas 男|Amina 女|Marco 男|Irina 女|Joseph 男
Leila 女|Pedro 男
"""
COUNTRIES = "巴基斯坦|越南|泰国|俄罗斯|尼日利亚|埃及|巴西|哈萨克斯坦|意大利|肯尼亚|韩国|孟加拉国"

ETHNICITIES = """
汉族 92|满族 1.5|回族 1.5|蒙古族 1|壮族 1|土家族 0.8|苗族 0.7|彝族 0.4|朝鲜族 0.3|侗族 0.3
瑶族 0.2|白族 0.2
"""
POLITICS = "中共党员 40|共青团员 35|群众 20|中共预备党员 5"


def entries(pool: str) -> list[tuple[str, ...]]:
    """The entries of a pool, each split into its words; `_` stands for a space within a word."""
    found = pool.strip().replace("\n", "|").split("|")
    return [tuple(word.replace("_", " ") for word in entry.split()) for entry in found]
