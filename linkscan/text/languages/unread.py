"""Letters and frequent words of languages that are identified but not read, so that reports can name them.

When a language is added to those that are read (CONTRIBUTING, "Add a language"), remove its rows here.
"""

UNKNOWN = "a language that was not recognised"
"""Stands for the name of the language if a text is in none of the known ones."""

SCRIPTS: dict[str, str] = {
    "Arabic": "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff",
    "Hebrew": "\u0590-\u05ff",
    "Greek": "\u0370-\u03ff\u1f00-\u1fff",
    "Thai": "\u0e00-\u0e7f",
    "Lao": "\u0e80-\u0eff",
    "Tibetan": "\u0f00-\u0fff",
    "Burmese": "\u1000-\u109f",
    "Khmer": "\u1780-\u17ff",
    "Hindi": "\u0900-\u097f",
    "Bengali": "\u0980-\u09ff",
    "Punjabi": "\u0a00-\u0a7f",
    "Gujarati": "\u0a80-\u0aff",
    "Odia": "\u0b00-\u0b7f",
    "Tamil": "\u0b80-\u0bff",
    "Telugu": "\u0c00-\u0c7f",
    "Kannada": "\u0c80-\u0cff",
    "Malayalam": "\u0d00-\u0d7f",
    "Sinhala": "\u0d80-\u0dff",
    "Armenian": "\u0530-\u058f",
    "Georgian": "\u10a0-\u10ff",
    "Amharic": "\u1200-\u137f",
    "Mongolian": "\u1800-\u18af",
}
"""Character ranges of scripts (Unicode, Blocks.txt), by the language that most papers in the script are written in."""

LETTERS: dict[str, str] = {
    "Pashto": "ښځړګېۍ",
    "Urdu": "ٹڈڑںےہھ",
    "Persian": "پچژگک\u06cc",
    "Uzbek": "қҳғ",
    "Kazakh": "әғқұһ",
    "Kyrgyz": "ң",
    "Tajik": "ӣӯҷ",
    "Belarusian": "ў",
    "Ukrainian": "іїєґ",
    "Macedonian": "ѓќѕ",
    "Serbian": "ђјљњћџ",
    "Mongolian": "өү",
}
"""Letters of a language that the main language of its script does not have."""

NOT_LETTERS: dict[str, str] = {"Bulgarian": "ыэё"}
"""Letters that a language does not have, but the main language of its script does."""

LATIN_LETTERS: dict[str, str] = {
    "Czech": "ěřůčšž",
    "Slovak": "ľĺŕčšž",
    "Slovenian": "čšž",
    "Croatian": "đćčšž",
    "Polish": "łąęśźżćń",
    "Hungarian": "őű",
    "Turkish": "ğış",
    "Azerbaijani": "ə",
    "Romanian": "ășțţş",
    "Latvian": "āēīūķļņģčšž",
    "Lithuanian": "ėųįūčšž",
    "Vietnamese": "đơư",
    "Icelandic": "þð",
    "Maltese": "ħġċż",
    "Esperanto": "ĉĝĵŝŭ",
}
"""Latin letters that none of the languages that are read has; a letter of several languages counts for each."""

KIN: dict[str, tuple[str, ...]] = {
    "Arabic": ("Pashto", "Urdu", "Persian"),
    "Russian": (
        "Kazakh",
        "Tajik",
        "Uzbek",
        "Belarusian",
        "Ukrainian",
        "Kyrgyz",
        "Mongolian",
        "Macedonian",
        "Serbian",
        "Bulgarian",
    ),
}
"""Other languages by the main language of their script; the first whose letters or words are in a text is chosen."""

WORDS: dict[str, str] = {
    "Polish": """
        w i na z do jest się że nie przez dla oraz od są jako po lub został które ze może tym jak ich który tej tego
        każdy jego być praca badania pracy
    """,
    "Czech": """
        v je na se že s z do pro jsou jako byl byla které ve by který při této také nebo má každý svých aby jeho podle
        může bez od
    """,
    "Slovak": """
        v je na sa že s z do pre sú ako bol bola ktoré vo by ktorý pri tejto tiež alebo má každý svojich aby jeho podľa
        bez od
    """,
    "Slovenian": """
        je na se da so za od kot ki ali pri tudi iz ima vsak vsakdo pravico njegove ne ni bila bil kako lahko smo
        njegovih
    """,
    "Croatian": """
        u je na se da su za od s kao koji koja iz ili što te ovom može koje svatko svako ima biti bez kako nije
    """,
    "Turkish": """
        ve bir bu ile için olarak da de olan çok gibi daha olduğu tarafından göre kadar ancak ise herkes her veya hakkı
        hiç olmak şekilde çalışmada edilmiştir
    """,
    "Azerbaijani": """
        və bir bu ilə üçün olan də hər bütün öz edir olunur onun olmalıdır malikdir şəxsin hüququ kimi görə
    """,
    "Uzbek": "va bu uchun bilan har bir ham yoki bo'lgan ega o'z huquqiga inson kerak emas mumkin edi hamma",
    "Kurdish": "û di ji bo her de bi ku ya yê an xwe wî heye ne li kes maf nabe dike",
    "Swedish": "och i att det som en på är av för med den till inte om ett har från kan vi denna skall rätt varje var",
    "Danish": """
        og i at det som en på er af for med den til ikke om et har fra kan vi denne der hver ret enhver eller skal ved
    """,
    "Norwegian": """
        og i at det som en på er av for med den til ikke om et har fra kan vi denne dette ble enhver rett eller skal ein
        eit kvar har ikkje til mot gjennom
    """,
    "Icelandic": """
        og í að það sem á er af fyrir með ekki um hefur frá við þessi var voru skal hver eða til rétt skulu allir
    """,
    "Finnish": """
        ja on ei se että oli ovat tai joka mutta kuin myös sekä tässä tämä voidaan niiden jokaisella oikeus hänen ole
        hän sen
    """,
    "Estonian": "ja on ei et oli või mis kuid nagu ka see selle oma igal inimesel õigus tema kõik võib peab olema ning",
    "Hungarian": """
        a az és hogy nem is egy van ez meg de mint volt vagy csak azt által valamint joga minden kell személynek
    """,
    "Romanian": """
        și de la în a cu pe un o este care că nu din pentru sunt au prin mai sau acest orice dreptul să fie lui are
        persoană şi
    """,
    "Latvian": """
        un ir no uz ar par kas ka tā tas vai kā arī lai ne šī tika nav pie ikvienam cilvēkam tiesības savu viņa
    """,
    "Lithuanian": """
        ir yra iš su kad į tai kaip bei buvo ne nuo šis jo arba kiekvienas turi teisę savo būti žmogus dėl apie
    """,
    "Albanian": "dhe të në një për me nga që është e i se ose nuk kjo janë çdo gjithkush ka drejtën së tij mund duhet",
    "Indonesian": """
        yang dan di untuk dengan dari ini pada dalam adalah tidak oleh sebagai dapat penelitian akan atau setiap orang
        berhak atas tanpa
    """,
    "Malay": """
        yang dan di untuk dengan daripada ini pada dalam adalah tidak oleh sebagai boleh kajian atau setiap adalah
        berhak
    """,
    "Vietnamese": """
        của và các là trong cho được một có với những này không để từ trên đã theo mọi người quyền hay hoặc ai đều
        nhau về phải
    """,
    "Tagalog": "ang ng sa mga na at ay ni ito may bawat karapatan kanyang o para hindi walang tao pag dapat",
    "Swahili": "na ya wa kwa ni za katika kila mtu la au haki ana cha kuwa yake hii wote bila watu ya kama",
    "Catalan": """
        de la i el que en els un amb per les una es al dels com aquest són aquesta més té dret seva tota persona o
        seus ha
    """,
    "Galician": """
        de a e o que en os un unha do da das dos con por para ao non é ou súa seu toda persoa ten dereito como máis
    """,
    "Basque": "eta da bat ez du dira ere den egin hau izan dute honetan baina edo eskubidea pertsona orok bere duen",
    "Afrikaans": """
        die van en in is dat het om nie te vir met sy op wat deur of aan elkeen reg word kan moet sal enige 'n alle
        vryheid mense hulle ons
    """,
    "Hausa": "da na ta ko wani yana a cikin ba kowane mutum yake hakkin kuma don wanda duk suna kowa wata",
    "Welsh": "yn y a i o yr ar gan ac mae oes bob neu hawl gan ei i'w dylai wedi nid ym",
    "Irish": "na an a agus ar i do is ag le nó gach duine ceart aige chun leis go bhfuil sé",
    "Maltese": "li u ta il fi l-għandu ma' minn għal jew kull wieħed jedd dritt għandu għandha bi tal fil lill-",
    "Esperanto": "la de kaj en al estas por ne kun ke sen ĉiu rajtas sia aŭ pri kiel oni homo laŭ devas",
    "Latin": "et in est non ut ad cum ex quod sunt esse aut sed per omnes habet ius quae hominum suo",
    "Luxembourgish": "de vun a an d' e fir op mat dat net ass all huet recht oder säi hien ze muss kee mënsch datt",
    "Frisian": "fan de en it is dat in op te foar mei net ien hat rjocht om syn of troch wurde",
    "Javanese": "lan ing kang saben wong duwe hak kanggo ora saka utawa iku marang",
    "Haitian Creole": "ak nan yo pou gen tout moun dwa se yon ki pa li sou",
    "Bulgarian": """
        на и за от при не по да се са като че със което който която това бъде всеки има
        тази тези ще му си във
    """,
}
"""Frequent words of languages in Latin letters, and of those that share script and letters with another language."""
