"""Languages that are told but not read, so that a report can say which: letters and frequent words. Data.

To read one, see CONTRIBUTING, "Add a language"; its row here then goes.
"""

SCRIPTS: dict[str, str] = {
    "Arabic": "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff",
    "Hebrew": "\u0590-\u05ff",
    "Greek": "\u0370-\u03ff\u1f00-\u1fff",
    "Thai": "\u0e00-\u0e7f",
    "Hindi": "\u0900-\u097f",
    "Bengali": "\u0980-\u09ff",
    "Tamil": "\u0b80-\u0bff",
    "Armenian": "\u0530-\u058f",
    "Georgian": "\u10a0-\u10ff",
    "Amharic": "\u1200-\u137f",
}
"""Character classes of scripts, by the language that papers in it are most often written in (Unicode, Blocks.txt)."""

LETTERS: dict[str, str] = {
    "Persian": "پچژگ",
    "Ukrainian": "іїєґ",
    "Belarusian": "ў",
    "Serbian": "ђјљњћџ",
}
"""Letters that the language most often written in their script does not have."""

WORDS: dict[str, str] = {
    "Polish": "w i na z do jest się że nie przez dla oraz od są jako po o został które w ze może tym jak ich",
    "Czech": "a v je na se že s z do pro jsou jako byl byla které ve by který při této také nebo",
    "Slovak": "a v je na sa že s z do pre sú ako bol bola ktoré vo by ktorý pri tejto tiež alebo",
    "Turkish": "ve bir bu ile için olarak da de olan çok gibi daha bu olduğu tarafından göre kadar ancak ise",
    "Swedish": "och i att det som en på är av för med den till inte om ett har från kan vi denna",
    "Danish": "og i at det som en på er af for med den til ikke om et har fra kan vi denne der",
    "Norwegian": "og i at det som en på er av for med den til ikke om et har fra kan vi denne dette ble",
    "Finnish": "ja on ei se että oli ovat tai joka mutta kuin myös sekä tässä tämä voidaan niiden",
    "Hungarian": "a az és hogy nem is egy van ez meg de mint volt vagy csak azt által valamint",
    "Romanian": "și de la în a cu pe un o este care că nu din pentru sunt au prin mai sau acest",
    "Indonesian": "yang dan di untuk dengan dari ini pada dalam adalah tidak oleh sebagai dapat penelitian akan",
    "Vietnamese": "của và các là trong cho được một có với những này không để từ trên đã theo",
    "Catalan": "de la i el que en els un amb per les una es al dels com aquest són aquesta més",
    "Croatian": "i u je na se da su za od s kao koji koja iz o ili što te ovom može",
    "Basque": "eta da bat ez du dira ere den egin hau izan dute honetan baina",
}
"""Frequent words of languages written in Latin letters."""
