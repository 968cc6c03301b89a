//! The names of the conditions of Creative Commons in the languages of the licences.

/// A language, as its file is called, and in it the names that the deeds have had of the four conditions, with bars
/// between: attribution, share-alike, non-commercial, no derivatives. Spaces and dashes make no difference.
pub(super) const OFFICIAL: &[(&str, [&str; 4])] = &[
    (
        "ar",
        [
            "نسب المصنف|نسبة المصنف|النسبة|نسبة العمل إلى مؤلفه|نسب العمل لمؤلفه|الإسناد",
            "الترخيص بالمثل|المشاركة بالمثل|الرخصة بالمثل|ترخيص بالمثل",
            "غير تجاري|غير التجاري|غير تجارية|غير التجارية|الاستخدام غير التجاري",
            "منع الاشتقاق|بدون اشتقاق|بلا اشتقاق|دون اشتقاق|عدم الاشتقاق|لا اشتقاق|بدون أعمال مشتقة",
        ],
    ),
    (
        "bg",
        [
            "признание|посочване на авторството",
            "споделяне на споделеното|споделяне при същите условия|при същите условия",
            "некомерсиално|некомерсиална употреба|некомерциално",
            "без производни|без производни произведения|непроменяне",
        ],
    ),
    (
        "bn",
        [
            "অ্যাট্রিবিউশন|আরোপণ|স্বীকৃতি",
            "শেয়ার-অ্যালাইক|শেয়ারএলাইক|শেয়ার-এলাইক|একইভাবে বণ্টন|একই শর্তে বণ্টন",
            "অবাণিজ্যিক|নন-কমার্শিয়াল|ননকমার্শিয়াল",
            "নো-ডেরিভেটিভস|নো-ডেরিভেটিভ|নোডেরিভেটিভস",
        ],
    ),
    (
        "ca",
        [
            "reconeixement|atribució",
            "compartir igual|compartir en les mateixes condicions",
            "no comercial",
            "sense obra derivada|sense obres derivades|sense derivades|sense derivats",
        ],
    ),
    (
        "cs",
        [
            "uveďte původ|uveďte autora|uvedení autora|uvedení původu",
            "zachovejte licenci|zachování licence",
            "neužívejte komerčně|neužívejte dílo komerčně|nevyužívejte dílo komerčně|nekomerční užití|nekomerční",
            "nezpracovávejte|nezasahujte do díla|nezpracovávat|bez odvozených děl|bez odvozenin",
        ],
    ),
    (
        "da",
        [
            "navngivelse|kreditering",
            "del på samme vilkår|deling på samme vilkår",
            "ikke kommerciel|ikke til kommerciel brug",
            "ingen bearbejdelse|ingen bearbejdelser|ingen afledte værker",
        ],
    ),
    (
        "de",
        [
            "namensnennung",
            "weitergabe unter gleichen bedingungen|weitergabe unter gleicher lizenz",
            "nicht kommerziell|nichtkommerziell|keine kommerzielle nutzung",
            "keine bearbeitung|keine bearbeitungen",
        ],
    ),
    (
        "el",
        [
            "αναφορά δημιουργού|αναφορά προέλευσης|αναφορά",
            "παρόμοια διανομή|διανομή με ίδιους όρους",
            "μη εμπορική χρήση|μη εμπορική|όχι εμπορική χρήση",
            "όχι παράγωγα έργα|όχι παράγωγα|χωρίς παράγωγα έργα|χωρίς παράγωγα|όχι παράγωγο έργο",
        ],
    ),
    (
        "en",
        [
            "attribution",
            "share alike",
            "non commercial|no commercial",
            "no derivatives|no derivs|no derivative works|no derivative",
        ],
    ),
    (
        "es",
        [
            "atribución|reconocimiento",
            "compartir igual|compartir obras derivadas igual|compartir bajo la misma licencia|licenciar igual",
            "no comercial",
            "sin derivadas|sin derivados|sin derivar|sin obra derivada|sin obras derivadas",
        ],
    ),
    (
        "et",
        [
            "viitamine|autorile viitamine",
            "jagamine samadel tingimustel|samadel tingimustel",
            "mitteäriline|mitteäriline eesmärk|mittekommertslik",
            "tuletatud teoste keeld|tuletiste keeld|töötlemise keeld|mitte tuletada",
        ],
    ),
    (
        "eu",
        [
            "aitortu|aitortzea|aitorpena",
            "partekatu berdin|partekatu baimen beraren arabera|berdin partekatu",
            "ez komertziala|merkataritzarik gabe",
            "lan eratorririk gabe|eratorririk gabe|lan eratorririk ez|lan eratorriak egin gabe",
        ],
    ),
    (
        "fa",
        [
            "انتساب|ارجاع|تخصیص|اسناد|ذکر منبع",
            "همانندسازی|همانندسانی|انتشار همانند|اشتراک همانند|اشتراک یکسان|انتشار یکسان",
            "غیرتجاری|غیر تجاری|غیر انتفاعی|غیرانتفاعی",
            "غیر اشتقاقی|غیراشتقاقی|بدون اشتقاق|منع اشتقاق|بدون آثار اشتقاقی",
        ],
    ),
    (
        "fi",
        [
            "nimeä|nimi mainittava|tekijä mainittava",
            "jaa samoin",
            "ei kaupallinen|epäkaupallinen|ei kaupalliseen käyttöön|ei kaupalliseen",
            "ei muutoksia|ei jälkiperäisiä|ei muunnelmia|ei muokattu",
        ],
    ),
    (
        "fr",
        [
            "attribution|paternité",
            "partage dans les mêmes conditions|partage des conditions initiales à l'identique|partage à l'identique|\
             partage à l’identique|partage selon les conditions initiales",
            "pas d'utilisation commerciale|pas d’utilisation commerciale|utilisation non commerciale|non commercial",
            "pas de modification|pas de modifications|pas d'œuvre dérivée|pas d’œuvre dérivée|pas d'oeuvre dérivée",
        ],
    ),
    (
        "he",
        [
            "ייחוס",
            "שיתוף זהה|שתף זהה",
            "לא מסחרי|שימוש לא מסחרי|ללא שימוש מסחרי|איסור שימוש מסחרי",
            "ללא יצירות נגזרות|איסור יצירות נגזרות|ללא נגזרות|בלי נגזרות",
        ],
    ),
    (
        "hi",
        [
            "श्रेय|एट्रिब्यूशन|ऐट्रिब्यूशन|आरोपण|रोपण",
            "शेयर-अलाइक|शेयर अलाइक|समान-साझा|समान साझा|समान रूप से साझा|समान शर्तों पर साझा",
            "गैर-वाणिज्यिक|अवाणिज्यिक|गैर-व्यावसायिक|अव्यावसायिक|ग़ैर-वाणिज्यिक|नॉन-कमर्शियल",
            "नो-डेरिवेटिव्स|नो-डेरिवेटिव|व्युत्पन्न नहीं|कोई व्युत्पन्न नहीं|बिना व्युत्पन्न",
        ],
    ),
    (
        "hr",
        [
            "imenovanje|autorstvo|ауторство|именовање",
            "dijeli pod istim uvjetima|dijeljenje pod istim uvjetima|deli pod istim uslovima|deliti pod istim uslovima|\
             дели под истим условима|делити под истим условима",
            "nekomercijalno|некомерцијално",
            "bez prerada|bez prerade|bez izvedenih djela|без прерада|без прераде",
        ],
    ),
    (
        "hu",
        [
            "nevezd meg",
            "így add tovább",
            "ne add el",
            "ne változtasd|ne változtasd meg",
        ],
    ),
    (
        "id",
        [
            "atribusi|pengakuan",
            "berbagi serupa",
            "non komersial|tidak komersial|nirkomersial",
            "tanpa turunan|tanpa modifikasi",
        ],
    ),
    (
        "it",
        [
            "attribuzione",
            "condividi allo stesso modo",
            "non commerciale",
            "non opere derivate|no opere derivate|nessuna opera derivata",
        ],
    ),
    (
        "ja",
        ["表示|帰属", "継承", "非営利", "改変禁止|改変不可|改変なし"],
    ),
    (
        "ko",
        [
            "저작자표시|저작자 표시|저작자 명시",
            "동일조건변경허락|동일조건 변경 허락",
            "비영리",
            "변경금지|변경 금지",
        ],
    ),
    (
        "lt",
        [
            "priskyrimas|autoriaus nurodymas",
            "analogiškas platinimas|platinimas tomis pačiomis sąlygomis|platinimas tokiomis pačiomis sąlygomis|\
             dalijimasis tokiomis pačiomis sąlygomis",
            "nekomercinis naudojimas|nekomercinis",
            "be išvestinių kūrinių|be išvestinių darbų|jokių išvestinių kūrinių|jokių išvestinių darbų|draudžiama keisti",
        ],
    ),
    (
        "lv",
        [
            "attiecinājums|atsauce|atsaucoties|autora norāde|norāde uz autoru",
            "līdzīga izplatīšana|dalīšanās ar līdzīgiem nosacījumiem|licencējot līdzīgi|dalīties ar līdzīgiem nosacījumiem|\
             ar tādiem pašiem nosacījumiem|līdzīga dalīšanās",
            "nekomerciāls|nekomerciāla|nekomerciāli|nekomerciālai lietošanai",
            "bez atvasinājumiem|bez atvasinātiem darbiem|aizliegts pārveidot|neatvasināt",
        ],
    ),
    (
        "ms",
        [
            "pengiktirafan|atribusi|pengatributan",
            "perkongsian serupa|kongsi serupa|perkongsian sama",
            "bukan komersial|tidak komersial|tanpa komersial",
            "tiada terbitan|tanpa terbitan|tanpa karya terbitan|tiada karya terbitan",
        ],
    ),
    (
        "nl",
        [
            "naamsvermelding",
            "gelijk delen",
            "niet commercieel",
            "geen afgeleide werken|geen afgeleiden|geen bewerkingen",
        ],
    ),
    (
        "no",
        [
            "navngivelse|navngjeving",
            "del på samme vilkår|del på same vilkår",
            "ikke kommersiell|ikkje kommersiell|ikke-kommersiell bruk",
            "ingen bearbeidelse|ingen bearbeidelser|ingen bearbeiding|inga bearbeiding|ingen avledede verk",
        ],
    ),
    (
        "pl",
        [
            "uznanie autorstwa",
            "na tych samych warunkach",
            "użycie niekomercyjne|niekomercyjne|niekomercyjna",
            "bez utworów zależnych",
        ],
    ),
    (
        "pt",
        [
            "atribuição",
            "compartilha igual|partilha igual|partilha nos mesmos termos|compartilhamento pela mesma licença|\
             partilha nas mesmas condições",
            "não comercial|uso não comercial",
            "sem derivações|sem derivados|sem derivadas|sem trabalhos derivados|sem obras derivadas|proibição de realização de obras derivadas|vedada a criação de obras derivadas",
        ],
    ),
    (
        "ro",
        [
            "atribuire",
            "distribuire în condiții identice|partajare în condiții identice|distribuire în condiţii identice|\
             partajare în condiţii identice|distribuire in conditii identice|partajare in conditii identice",
            "necomercial|necomercială",
            "fără derivate|fără opere derivate|fără modificări|fără lucrări derivate",
        ],
    ),
    (
        "ru",
        [
            "атрибуция|с указанием авторства|указание авторства",
            "с сохранением условий|сохранение условий|на тех же условиях|распространение на тех же условиях|\
             копилефт|копилевт",
            "некоммерческая|некоммерческое использование|некоммерческое|некоммерчески",
            "без производных произведений|без производных|без изменений",
        ],
    ),
    (
        "sk",
        [
            "uveďte autora|uvedenie autora|uveďte pôvod",
            "zachovajte licenciu|zachovanie licencie|rovnaké šírenie|rovnako šírte",
            "nepoužívajte komerčne|nepoužívajte dielo komerčne|nevyužívajte komerčne|nekomerčné použitie|nekomerčné",
            "nespracovávajte|nezasahujte do diela|bez odvodených diel|bez odvodenín|nespracúvajte",
        ],
    ),
    (
        "sl",
        [
            "priznanje avtorstva",
            "deljenje pod enakimi pogoji|pod enakimi pogoji",
            "nekomercialno",
            "brez predelav|brez predelave",
        ],
    ),
    (
        "sv",
        [
            "erkännande",
            "dela lika",
            "icke kommersiell|ickekommersiell|inte kommersiell",
            "inga bearbetningar|ingen bearbetning|inga bearbetade verk",
        ],
    ),
    (
        "th",
        [
            "แสดงที่มา|อ้างอิงแหล่งที่มา",
            "อนุญาตแบบเดียวกัน|อนุญาตแบบเดียวกับต้นฉบับ",
            "ไม่ใช้เพื่อการค้า|ห้ามใช้เพื่อการค้า|ไม่ใช้ในทางการค้า",
            "ไม่ดัดแปลง|ห้ามดัดแปลง",
        ],
    ),
    (
        "tr",
        [
            "atıf|alıntı",
            "aynı lisansla paylaş|benzer paylaşım",
            "gayri ticari|ticari olmayan|ticari olmamak",
            "türetilemez|türetme yok|türevi yapılamaz|türetmesiz",
        ],
    ),
    (
        "uk",
        [
            "із зазначенням авторства|зазначення авторства|атрибуція",
            "поширення на тих самих умовах|розповсюдження на тих самих умовах|на тих самих умовах|\
             поширення на тих же умовах",
            "некомерційна|некомерційне використання|некомерційне",
            "без похідних творів|без похідних",
        ],
    ),
    (
        "vi",
        [
            "ghi công|ghi nhận công của tác giả",
            "chia sẻ tương tự",
            "phi thương mại",
            "không phái sinh|cấm phái sinh|không có tác phẩm phái sinh",
        ],
    ),
    (
        "zh-Hans",
        [
            "署名",
            "相同方式共享|以相同方式共享",
            "非商业性使用|非商业性|非商业使用|非商业用途",
            "禁止演绎|禁止衍生",
        ],
    ),
    (
        "zh-Hant",
        [
            "姓名标示",
            "相同方式分享|以相同方式分享",
            "非商业性|非商业",
            "禁止改作|禁止衍生",
        ],
    ),
];
