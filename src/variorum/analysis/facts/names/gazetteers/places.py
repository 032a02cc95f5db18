"""Names of cities, regions, waters and mountains, and of areas that agreements set up.

Source: written for variorum from common knowledge. A row is `name | other spellings`; spellings of a row name one
place. Whether a name stands here, and beside which, has no other meaning.
"""

from __future__ import annotations

CAPITALS = """
Abu Dhabi; Abuja; Accra; Addis Ababa; Algiers; Amman; Amsterdam; Andorra la Vella; Ankara; Antananarivo; Apia
Ashgabat; Asmara; Astana; Asunción; Asuncion; Athens; Baghdad; Baku; Bamako; Bandar Seri Begawan; Bangkok; Bangui
Banjul; Basseterre; Beirut; Belgrade; Belmopan; Berlin; Bern; Berne; Bishkek; Bissau; Bogotá; Bogota; Brasília
Brasilia; Bratislava; Brazzaville; Bridgetown; Brussels; Bucharest; Budapest; Buenos Aires; Bujumbura; Cairo
Canberra; Caracas; Castries; Chisinau; Colombo; Conakry; Copenhagen; Dakar; Damascus; Dar es Salaam; Dhaka; Dili
Dodoma; Doha; Dublin; Dushanbe; Freetown; Funafuti; Gaborone; Georgetown; Gitega; Guatemala City; Hanoi; Harare
Havana; Helsinki; Honiara; Islamabad; Jakarta; Jerusalem; East Jerusalem; West Jerusalem; Juba; Kabul; Kampala
Kathmandu; Khartoum; Kigali; Kingston; Kingstown; Kinshasa; Kuala Lumpur; Kuwait City; Libreville; Lilongwe; Lima
Lisbon; Ljubljana; Lomé; Lome; London; Luanda; Lusaka; Madrid; Majuro; Malabo; Malé; Managua; Manama; Manila
Maputo; Maseru; Mbabane; Mexico City; Minsk; Mogadishu; Monrovia; Montevideo; Moroni; Moscow; Muscat; N'Djamena
Nairobi; Nassau; Naypyidaw; Nay Pyi Taw; New Delhi; Niamey; Nicosia; Nouakchott; Nuku'alofa; Oslo; Ottawa
Ouagadougou; Palikir; Panama City; Paramaribo; Paris; Phnom Penh; Podgorica; Port Louis; Port Moresby
Port of Spain; Port Vila; Port-au-Prince; Porto-Novo; Prague; Praia; Pretoria; Pristina; Prishtina; Pyongyang
Quito; Rabat; Reykjavik; Riga; Riyadh; Rome; Roseau; San José; San Salvador; Sana'a; Sanaa; Santiago; Santo Domingo
São Tomé; Sarajevo; Seoul; Skopje; Sofia; Stepanakert; Khankendi; Stockholm; Sucre; Suva; Taipei; Tallinn; Tarawa
Tashkent; Tbilisi; Tegucigalpa; Tehran; Thimphu; Tirana; Tokyo; Tripoli; Tunis; Ulaanbaatar; Vaduz; Valletta
Vienna; Vientiane; Vilnius; Warsaw; Wellington; Windhoek; Yamoussoukro; Yaoundé; Yaounde; Yerevan; Zagreb
Tskhinvali; Sukhumi; Tiraspol; Laayoune; Ramallah
"""

CITIES = """
Aden; Aleppo; Alexandria; Almaty; Amritsar; Anchorage; Antwerp; Arlington; Atlanta; Auschwitz; Auschwitz-Birkenau
Avdiivka; Babyn Yar; Babi Yar; Bakhmut; Baltimore; Barcelona; Basra; Basel; Benghazi; Bethlehem; Bilbao; Birmingham
Bologna; Bonn; Bordeaux; Boston; Bucha; Buchenwald; Busan; Calcutta; Cambridge; Cape Town; Casablanca; Charleston
Chernobyl; Chicago; Cincinnati; Cleveland; Cologne; Constantinople; Cox's Bazar; Dachau; Dallas; Davos; Dayton
Denver; Detroit; Dnipro; Donetsk; Dresden; Dubai; Durban; Edinburgh; El Fasher; El Paso; Fallujah; Ferguson
Frankfurt; Fukushima; Gdansk; Geneva; Glasgow; Goma; Grozny; Guangzhou; Guantanamo; Gyumri; Haifa; Hamburg; Hebron
Helmand; Herat; Hiroshima; Ho Chi Minh City; Hodeidah; Homs; Honolulu; Houston; Idlib; Irpin; Istanbul; Jeddah
Jenin; Johannesburg; Kandahar; Kansas City; Karachi; Kherson; Khojaly; Khan Younis; Kobani; Kosovska Mitrovica
Krakow; Kramatorsk; Kunduz; Lachin; Lagos; Lahore; Las Vegas; Leipzig; Leningrad; Lausanne; Little Rock; Lyon
Los Angeles; Louisville; Luhansk; Lugansk; Lviv; Maastricht; Mariupol; Marrakesh; Marseille; Mecca; Medina
Melbourne; Memphis; Miami; Milan; Minneapolis; Montgomery; Montreal; Mosul; Mumbai; Bombay; Munich; Nablus
Nagasaki; Nagorno; Naples; Nashville; New Orleans; New York; New York City; Nuremberg; Oakland; Oklahoma City
Oranienburg; Osaka; Oxford; Palmyra; Pearl Harbor; Petra; Philadelphia; Phoenix; Pittsburgh; Portland; Porto
Poughkeepsie; Pripyat; Rafah; Raqqa; Ravensbrück; Richmond; Rio de Janeiro; Rotterdam; Sacramento; Salt Lake City
San Antonio; San Diego; San Francisco; San Juan; Santa Fe; Sao Paulo; São Paulo; Seattle; Selma; Sevastopol
Seville; Shanghai; Shusha; Shushi; Sobibor; Spitak; Srebrenica; St. Louis; Saint Petersburg; St. Petersburg
Stalingrad; Strasbourg; Stuttgart; Sydney; Tampa; Tel Aviv; The Hague; Hague; Thessaloniki; Timbuktu; Tindouf
Toronto; Treblinka; Trieste; Tulsa; Turin; Uvalde; Vancouver; Varosha; Famagusta; Venice; Versailles; Vladivostok
Volgograd; Wuhan; Yalta; Zaporizhzhia; Zaporizhia; Zhytomyr; Zurich; Quneitra; Camp Faouar; Camp Ziouani; Naqoura
Abyei; Guerguerat; Smara; Pyla; Dheryneia; Deryneia; Kokkina
"""

VARIANTS = """
Karabakh | Garabagh, Qarabagh, Qarabağ, Karabagh
Nagorno-Karabakh | Nagorno Karabakh, Nagorny Karabakh, Nagorny-Karabakh, Nagorno-Garabagh, Mountainous Karabakh
Sumqayit | Sumgayit, Sumgait, Sumqayıt
Kyiv | Kiev, Kyïv
Kharkiv | Kharkov
Odesa | Odessa
Chișinău | Chişinău
Makhachkala |
Washington, D.C. | District of Columbia, D.C., Washington D.C.
United Nations Headquarters |
Ground Zero |
Donbas | Donbass
Aegean Sea | Aegean
Adriatic Sea | Adriatic
Arctic | Arctic Ocean, Arctic Circle
Atlantic Ocean | Atlantic
Pacific Ocean | Pacific
Indian Ocean |
Southern Ocean |
Baltic Sea |
Black Sea |
Caspian Sea | Caspian
Dead Sea |
Red Sea |
South China Sea |
East China Sea |
Sea of Japan |
East Sea |
Yellow Sea |
Sea of Azov | Azov Sea
Mediterranean Sea | Mediterranean
Eastern Mediterranean |
Persian Gulf |
Arabian Gulf |
Gulf of Aden |
Gulf of Guinea |
Gulf of Mexico |
Gulf of Oman |
Strait of Hormuz | Straits of Hormuz
Taiwan Strait |
Bab al-Mandab | Bab el-Mandeb
Suez Canal |
Panama Canal |
Bosphorus | Bosporus
Dardanelles |
Indo-Pacific |
Asia-Pacific | Asia Pacific
Middle East |
Near East |
Far East |
Horn of Africa |
North Africa |
West Africa |
East Africa |
Central Africa |
Southern Africa |
Sub-Saharan Africa |
Central Africa |
Great Lakes |
Sahel |
Sahara |
Maghreb |
Levant |
Africa |
Asia |
Central Asia |
South Asia |
Southeast Asia | South-East Asia, South East Asia
East Asia | Northeast Asia
Europe |
Eastern Europe |
Western Europe |
Central Europe |
Southern Europe |
Northern Europe |
Western Hemisphere |
North America |
South America |
Central America |
Latin America |
Americas |
Caribbean |
Northern Triangle |
Oceania |
Pacific Islands |
Balkans | Western Balkans
Caucasus | North Caucasus
South Caucasus | Transcaucasia
Iberian Peninsula |
Arabian Peninsula |
Korean Peninsula |
Indian Subcontinent |
Anatolia |
Mesopotamia |
Amazon | Amazon Basin
Andes |
Alps |
Himalayas |
Carpathians |
Urals |
Mississippi River |
Rio Grande |
Colorado River |
Danube |
Nile |
Rhine |
Volga |
Euphrates |
Tigris |
Mekong |
Dnieper | Dnipro River
Golan | Golan Heights, Occupied Syrian Golan
West Bank |
Shebaa Farms | Shab'a Farms
Sinai | Sinai Peninsula
Temple Mount | Haram al-Sharif
Kashmir | Jammu and Kashmir
Darfur |
Tigray |
Xinjiang | Xinjiang Uyghur Autonomous Region
Nakhchivan | Nakhichevan
Zangezur | Zangazur
Lachin Corridor | Lachin corridor
Siberia |
Dagestan |
Ingushetia |
Kuban |
Bavaria |
Saxony |
Bohemia |
Silesia |
Galicia |
Transylvania |
Kaliningrad |
Normandy |
Brittany |
Corsica |
Sicily |
Sardinia |
Crete |
Rhodes |
Lesbos |
Andalusia |
Basque Country |
Flanders |
Wallonia |
Quebec | Québec
Ontario |
British Columbia |
Alberta |
Manitoba |
Nova Scotia |
Ituri |
North Kivu |
South Kivu |
Kivu |
Helmand Province |
Green Line |
Blue Line |
Demilitarized Zone |
Area of Separation | area of separation
Area of Limitation | area of limitation
Buffer Zone | buffer zone, United Nations buffer zone, UN buffer zone
Alpha Side | Alpha side
Bravo Side | Bravo side
Camp David |
Guantanamo Bay | Guantánamo Bay, Guantánamo
Normandy Beach | Omaha Beach, Utah Beach
Mount Ararat |
Mount Rushmore |
Mount Hermon |
Yosemite |
Yellowstone |
Grand Canyon |
Bears Ears |
Silicon Valley |
Appalachia |
New England |
Gulf Coast |
Deep South |
Rust Belt |
Wall Street |
Cape Canaveral |
Hollywood |
"""

STATES = """
Alabama; Alaska; Arizona; Arkansas; California; Colorado; Connecticut; Delaware; Florida; Hawaii; Hawai'i; Idaho
Illinois; Indiana; Iowa; Kansas; Kentucky; Louisiana; Maine; Maryland; Massachusetts; Michigan; Minnesota
Mississippi; Missouri; Montana; Nebraska; Nevada; New Hampshire; New Jersey; New Mexico; North Carolina
North Dakota; Ohio; Oklahoma; Oregon; Pennsylvania; Rhode Island; South Carolina; South Dakota; Tennessee; Texas
Utah; Vermont; Virginia; Washington; West Virginia; Wisconsin; Wyoming
"""
