-- Made from model/fold-letters.ts by foldSql() in model/fold.ts; a test compares the two.
-- What it folds lies in stored columns: a change is a new migration, which folds them again.
create schema if not exists site;

create function site.fold(text) returns text language plpgsql immutable strict parallel safe as $fold$
declare t text := lower($1 collate "C");
begin
  if octet_length(t) = length(t) then return t; end if;
  t := replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(t, 'é', 'e'), 'è', 'e'), 'à', 'a'), 'ê', 'e'), 'ç', 'c'), 'ô', 'o'), 'î', 'i'), 'â', 'a'), 'û', 'u'), 'ù', 'u'), 'ï', 'i'), 'ë', 'e'), '’', ''''), 'œ', 'oe'), 'É', 'e'), U&'\00a0', ' '), U&'\202f', ' ');
  if octet_length(t) = length(t) then return t; end if;
  t := replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(t, 'ɛ', 'e'), 'ɔ', 'o'), 'ŋ', 'n'), 'ɲ', 'n'), 'ɖ', 'd'), 'Ɛ', 'e'), 'Ɔ', 'o'), 'È', 'e'), 'À', 'a'), 'Ê', 'e'), 'Ç', 'c'), 'Ô', 'o'), 'Î', 'i'), '«', '"'), '»', '"'), '–', '-');
  if octet_length(t) = length(t) then return t; end if;
  t := regexp_replace(t collate "C", '[\U000000ad-\U000000ad\U00000300-\U0000036f\U00000610-\U0000061a\U00000640-\U00000640\U0000064b-\U0000065f\U00000670-\U00000670\U000007eb-\U000007f3\U00001ab0-\U00001aff\U00001dc0-\U00001dff\U0000200b-\U0000200f\U00002060-\U00002060\U000020d0-\U000020ff\U0000fe00-\U0000fe0f\U0000fe20-\U0000fe2f\U0000feff-\U0000feff]', '', 'g');
  if t collate "C" ~ '[\U00000080-\U0000036f\U00000387-\U00000387\U00001680-\U00001680\U00001d00-\U00001eff\U00002000-\U00002bff\U00002c60-\U00002c7f\U00003000-\U00003000\U0000a720-\U0000abff\U0000fb00-\U0000ffef]' then
    t := translate(t,
    U&'eaisntrulodpmc vfgbhqxj''kyw0123456789-.,;/()¹²³ªÀÁÂÃÄÅàáâãäåĀāĂăĄąǍǎǞǟǠǡǺǻȀȁȂȃȦȧȺɑḀḁẠạẢảẤấ'
    'ẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặÅⱥⱭƀƁƂƃɃɓḂḃḄḅḆḇÇçĆćĈĉĊċČčƇƈȻȼḈḉÐðĎďĐđƉƊƋƌȡɖɗḊḋḌḍḎḏḐḑḒḓÈÉÊËèéêëĒēĔĕĖėĘęĚě'
    'ƎƏƐǝȄȅȆȇȨȩɆɇəɛɜḔḕḖḗḘḙḚḛḜḝẸẹẺẻẼẽẾếỀềỂểỄễỆệꞫƑƒḞḟĜĝĞğĠġĢģƓƔǤǥǦǧǴǵɠɡɣḠḡꞬĤĥĦħȞȟɥɦḢḣḤḥḦḧḨḩḪḫẖⱧⱨꞍ'
    'ꞪÌÍÎÏìíîïĨĩĪīĬĭĮįİıƖƗǏǐȈȉȊȋɨɩɪḬḭḮḯỈỉỊịꞮĴĵǰȷɈɉɟʝꞲĶķĸƘƙǨǩʞḰḱḲḳḴḵKⱩⱪꞰĹĺĻļĽľŁłƚȴȽɫɬɭḶḷḸḹḺḻḼḽⱠⱡ'
    'ⱢꞭĿŀƜɯɱḾḿṀṁṂṃⱮÑñŃńŅņŇňŉŊŋƝƞǸǹȠȵɲɳṄṅṆṇṈṉṊṋºÒÓÔÕÖØòóôõöøŌōŎŏŐőƆƟƠơǑǒǪǫǬǭǾǿȌȍȎȏȪȫȬȭȮȯȰȱɔɤɵṌṍṎ'
    'ṏṐṑṒṓỌọỎỏỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỢợꟋƤƥᵽṔṕṖṗⱣɊɋŔŕŖŗŘřȐȑȒȓɌɍɽɾṘṙṚṛṜṝṞṟⱤŚśŜŝŞşŠšſȘșȿʂṠṡṢṣṤṥṦṧṨṩẛẜẝⱾ'
    'ꟅƩʃŢţŤťŦŧƬƭƮȚțȶȾʈṪṫṬṭṮṯṰṱẗⱦÙÚÛÜùúûüŨũŪūŬŭŮůŰűŲųƯưƱǓǔǕǖǗǘǙǚǛǜȔȕȖȗɄʉʊṲṳṴṵṶṷṸṹṺṻỤụỦủỨứỪừỬửỮữỰ'
    'ựƲɅʋʌṼṽṾṿⱱŴŵẀẁẂẃẄẅẆẇẈẉẘⱲⱳẊẋẌẍÝýÿŶŷŸƳƴȲȳɎɏẎẏẙỲỳỴỵỶỷỸỹŹźŻżŽžƵƶƷǮǯȤȥɀʐʒẐẑẒẓẔẕⱫⱬⱿµΩ´Ɂɂʔ\02b9\02bb\02bc‘’‛′'
    '＇«»“”„‟″‐‑‒–—―−\00a0\1680\2000\2001\2002\2003\2004\2005\2006\2007\2008\2009\200a\202f\205f\3000\0387ỺỼỾœŒæÆǢǣǼǽßẞþÞĳĲﬀﬁﬂﬃﬄﬆﬅ',
    U&'eaisntrulodpmc vfgbhqxj''kyw0123456789-.,;/()123aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
    'aaaaaaaaaaaaaaaaaaaaabbbbbbbbbbbbccccccccccccccccdddddddddddddddddddddddeeeeeeeeeeeeeeeeee'
    'eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeffffgggggggggggggggggggggghhhhhhhhhhhhhhhhhhhhhh'
    'hiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiijjjjjjjjjkkkkkkkkkkkkkkkkkkllllllllllllllllllllllll'
    'llllmmmmmmmmmmnnnnnnnnnnnnnnnnnnnnnnnnnnnooooooooooooooooooooooooooooooooooooooooooooooooo'
    'ooooooooooooooooooooooooooooooppppppppqqrrrrrrrrrrrrrrrrrrrrrrrsssssssssssssssssssssssssss'
    'sssttttttttttttttttttttttttuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuu'
    'uvvvvvvvvvwwwwwwwwwwwwwwwxxxxyyyyyyyyyyyyyyyyyyyyyyyzzzzzzzzzzzzzzzzzzzzzzzzzμω'''''''''''''''''''''''
    '''"""""""-------                ·ỻỽỿœœææææææßßþþĳĳﬀﬁﬂﬃﬄﬆﬆ');
  end if;
  if t collate "C" ~ '[\U00000370-\U000003ff\U00001f00-\U00001fff\U00002126-\U00002126]' then
    t := translate(t,
    U&'αοιετσνηυρπκμλωδγχθφβξζψ ΆΑάἀἁἂἃἄἅἆἇἈἉἊἋἌἍἎἏὰάᾀᾁᾂᾃᾄᾅᾆᾇᾈᾉᾊᾋᾌᾍᾎᾏᾰᾱᾲᾳᾴᾶᾷᾸᾹᾺΆᾼΒϐΓΔΈΕέϵἐἑἒἓἔἕἘἙ'
    'ἚἛἜἝὲέῈΈΖΉΗήἠἡἢἣἤἥἦἧἨἩἪἫἬἭἮἯὴήᾐᾑᾒᾓᾔᾕᾖᾗᾘᾙᾚᾛᾜᾝᾞᾟῂῃῄῆῇῊΉῌΘϑϴΊΐΙΪίϊἰἱἲἳἴἵἶἷἸἹἺἻἼἽἾἿὶίιῐῑῒΐῖῗῘῙ'
    'ῚΊΚϰΛΜΝΞΌΟόὀὁὂὃὄὅὈὉὊὋὌὍὸόῸΌΠϖΡϱῤῥῬΣςϲϹΤϒϓϔΎΥΫΰϋύὐὑὒὓὔὕὖὗὙὛὝὟὺύῠῡῢΰῦῧῨῩῪΎΦϕΧΨΏΩώὠὡὢὣὤὥὦὧὨὩὪ'
    'ὫὬὭὮὯὼώᾠᾡᾢᾣᾤᾥᾦᾧᾨᾩᾪᾫᾬᾭᾮᾯῲῳῴῶῷῺΏῼΩʹ´\037e\0387\1fef΅῭῁῍῎῏῝῞῟ͰͲͶͿϏϘϚϜϞϠϢϤϦϨϪϬϮϷϺϽϾϿ',
    U&'αοιετσνηυρπκμλωδγχθφβξζψ αααααααααααααααααααααααααααααααααααααααααααααααααββγδεεεεεεεεεεεε'
    'εεεεεεεεζηηηηηηηηηηηηηηηηηηηηηηηηηηηηηηηηηηηηηηηηηηηηηθθθιιιιιιιιιιιιιιιιιιιιιιιιιιιιιιιιι'
    'ιικκλμνξοοοοοοοοοοοοοοοοοοοππρρρρρσσσστυυυυυυυυυυυυυυυυυυυυυυυυυυυυυυυυυφφχψωωωωωωωωωωωωωω'
    'ωωωωωωωωωωωωωωωωωωωωωωωωωωωωωωωω'''';·`¨¨¨᾿᾿᾿῾῾῾ͱͳͷϳϗϙϛϝϟϡϣϥϧϩϫϭϯϸϻͻͼͽ');
  end if;
  if t collate "C" ~ '[\U00000400-\U0000052f]' then
    t := translate(t,
    U&'оеаинтсрвлкмдпуяыьгзбчхжшюцщэфъ АӐӑӒӓЃГѓЀЁЕѐёӖӗЖӁӂӜӝЗӞӟЍИЙйѝӢӣӤӥЌКќОӦӧЎУўӮӯӰӱӲӳЧӴӵЫӸӹЭӬӭІЇ'
    'їѴѶѷӘӚӛӨӪӫБВДЛМНПРСТФХЦШЩЪЬЮЯЂЄЅЈЉЊЋЏѠѢѤѦѨѪѬѮѰѲѸѺѼѾҀҊҌҎҐҒҔҖҘҚҜҞҠҢҤҦҨҪҬҮҰҲҴҶҸҺҼҾӃӅӇӉӋӍӀӔӠӶӺ'
    'ӼӾԀԂԄԆԈԊԌԎԐԒԔԖԘԚԜԞԠԢԤԦԨԪԬԮ',
    U&'оеаинтсрвлкмдпуяыьгзбчхжшюцщэфъ ааааагггееееееежжжжжзззииииииииикккоооууууууууучччыыыэээіі'
    'іѵѵѵәәәөөөбвдлмнпрстфхцшщъьюяђєѕјљњћџѡѣѥѧѩѫѭѯѱѳѹѻѽѿҁҋҍҏґғҕҗҙқҝҟҡңҥҧҩҫҭүұҳҵҷҹһҽҿӄӆӈӊӌӎӏӕӡӷӻ'
    'ӽӿԁԃԅԇԉԋԍԏԑԓԕԗԙԛԝԟԡԣԥԧԩԫԭԯ');
  end if;
  if t collate "C" ~ '[\U00000600-\U000006ff\U0001e900-\U0001e943]' then
    t := translate(t,
    U&'اليمونرتبةعدسفهكقحجشطصخضذثزغظء آأإٱةؤئىۂۓۀ𞤀𞤁𞤂𞤃𞤄𞤅𞤆𞤇𞤈𞤉𞤊𞤋𞤌𞤍𞤎𞤏𞤐𞤑𞤒𞤓𞤔𞤕𞤖𞤗𞤘𞤙𞤚𞤛𞤜𞤝𞤞𞤟𞤠𞤡',
    U&'اليمونرتبهعدسفهكقحجشطصخضذثزغظء ااااهوييہےە𞤢𞤣𞤤𞤥𞤦𞤧𞤨𞤩𞤪𞤫𞤬𞤭𞤮𞤯𞤰𞤱𞤲𞤳𞤴𞤵𞤶𞤷𞤸𞤹𞤺𞤻𞤼𞤽𞤾𞤿𞥀𞥁𞥂𞥃');
  end if;
  t := replace(t, 'œ', 'oe');
  t := replace(t, 'æ', 'ae');
  t := replace(t, 'ß', 'ss');
  t := replace(t, 'þ', 'th');
  t := replace(t, 'ĳ', 'ij');
  t := replace(t, 'ﬀ', 'ff');
  t := replace(t, 'ﬁ', 'fi');
  t := replace(t, 'ﬂ', 'fl');
  t := replace(t, 'ﬃ', 'ffi');
  t := replace(t, 'ﬄ', 'ffl');
  t := replace(t, 'ﬆ', 'st');
  return t;
end $fold$;
