"""Names of countries and territories with the adjectives and nouns of their people.

Source: written for variorum from common knowledge; the short names follow the English ones of ISO 3166-1 where a code
exists. A row joins spellings of one name and says nothing else: whether a name stands here has no meaning.

A row is `name | other spellings | adjectives and nouns of the people`; the first word of the last part is their handle.
"""

from __future__ import annotations

COUNTRIES = """
Abkhazia || Abkhaz, Abkhazian, Abkhazians
Afghanistan | Islamic Republic of Afghanistan, Islamic Emirate of Afghanistan | Afghan, Afghans
Albania | Republic of Albania | Albanian, Albanians
Algeria | People's Democratic Republic of Algeria | Algerian, Algerians
American Samoa ||
Andorra | Principality of Andorra | Andorran, Andorrans
Angola | Republic of Angola | Angolan, Angolans
Anguilla || Anguillan, Anguillans
Antarctica || Antarctic
Antigua and Barbuda ||
Argentina | Argentine Republic | Argentine, Argentinian, Argentines, Argentinians, Argentinean
Armenia | Republic of Armenia | Armenian, Armenians
Artsakh ||
Aruba || Aruban, Arubans
Australia | Commonwealth of Australia | Australian, Australians
Austria | Republic of Austria | Austrian, Austrians
Azerbaijan | Republic of Azerbaijan, Azerbaidjan | Azerbaijani, Azerbaijanis, Azeri, Azeris
Bahamas | The Bahamas, Commonwealth of the Bahamas | Bahamian, Bahamians
Bahrain | Kingdom of Bahrain | Bahraini, Bahrainis
Bangladesh | People's Republic of Bangladesh | Bangladeshi, Bangladeshis
Barbados || Barbadian, Barbadians
Belarus | Republic of Belarus, Byelorussia | Belarusian, Belarusians, Belarussian, Belarussians
Belgium | Kingdom of Belgium | Belgian, Belgians
Belize || Belizean, Belizeans
Benin | Republic of Benin | Beninese
Bermuda || Bermudian, Bermudians
Bhutan | Kingdom of Bhutan | Bhutanese
Bolivia | Plurinational State of Bolivia | Bolivian, Bolivians
Bosnia and Herzegovina | Bosnia & Herzegovina, Bosnia-Herzegovina | Bosnian, Bosnians
Bosnia ||
Botswana | Republic of Botswana | Botswanan, Batswana, Motswana
Brazil | Federative Republic of Brazil | Brazilian, Brazilians
British Virgin Islands ||
Brunei | Brunei Darussalam | Bruneian, Bruneians
Bulgaria | Republic of Bulgaria | Bulgarian, Bulgarians
Burkina Faso || Burkinabe, Burkinabè, Burkinabé
Burundi | Republic of Burundi | Burundian, Burundians
Cabo Verde | Cape Verde, Republic of Cabo Verde | Cabo Verdean, Cape Verdean, Cape Verdeans
Cambodia | Kingdom of Cambodia, Kampuchea | Cambodian, Cambodians
Cameroon | Republic of Cameroon | Cameroonian, Cameroonians
Canada || Canadian, Canadians
Catalonia || Catalan, Catalans
Cayman Islands ||
Central African Republic ||
Chad | Republic of Chad | Chadian, Chadians
Chechnya | Chechen Republic | Chechen, Chechens
Chile | Republic of Chile | Chilean, Chileans
China | People's Republic of China, PRC | Chinese
Republic of China ||
Colombia | Republic of Colombia | Colombian, Colombians
Comoros | Union of the Comoros | Comorian, Comorians
Congo | Republic of the Congo, Congo-Brazzaville, Congo Brazzaville | Congolese
Democratic Republic of the Congo | Democratic Republic of Congo, DRC, DR Congo, Congo-Kinshasa |
Zaire || Zairian, Zairians
Cook Islands ||
Costa Rica | Republic of Costa Rica | Costa Rican, Costa Ricans
Côte d'Ivoire | Ivory Coast, Cote d'Ivoire, Republic of Côte d'Ivoire | Ivorian, Ivorians
Crimea | Autonomous Republic of Crimea | Crimean, Crimeans
Croatia | Republic of Croatia | Croatian, Croatians, Croat, Croats
Cuba | Republic of Cuba | Cuban, Cubans
Curaçao | Curacao |
Cyprus | Republic of Cyprus | Cypriot, Cypriots
Turkish Republic of Northern Cyprus ||
Northern Cyprus ||
Czechia | Czech Republic | Czech, Czechs
Czechoslovakia || Czechoslovak, Czechoslovaks, Czechoslovakian
Denmark | Kingdom of Denmark | Danish, Dane, Danes
Djibouti | Republic of Djibouti | Djiboutian, Djiboutians
Dominica | Commonwealth of Dominica |
Dominican Republic || Dominican, Dominicans
Donetsk People's Republic ||
Ecuador | Republic of Ecuador | Ecuadorian, Ecuadorians, Ecuadorean
Egypt | Arab Republic of Egypt | Egyptian, Egyptians
El Salvador | Republic of El Salvador | Salvadoran, Salvadorans, Salvadorean
England || English, Englishman, Englishmen
Equatorial Guinea | Republic of Equatorial Guinea | Equatorial Guinean, Equatorial Guineans
Eritrea | State of Eritrea | Eritrean, Eritreans
Estonia | Republic of Estonia | Estonian, Estonians
Eswatini | Kingdom of Eswatini, Swaziland | Swazi, Swazis
Ethiopia | Federal Democratic Republic of Ethiopia | Ethiopian, Ethiopians
Falkland Islands | Falkland Islands (Malvinas), Falklands, Islas Malvinas, Malvinas | Falkland Islanders
Faroe Islands || Faroese
Fiji | Republic of Fiji | Fijian, Fijians
Finland | Republic of Finland | Finnish, Finn, Finns
France | French Republic | French, Frenchman, Frenchmen
French Guiana ||
French Polynesia ||
Gabon | Gabonese Republic | Gabonese
Gambia | The Gambia, Republic of the Gambia | Gambian, Gambians
Gaza | Gaza Strip | Gazan, Gazans
Georgia || Georgian, Georgians
Germany | Federal Republic of Germany, FRG | German, Germans
German Democratic Republic | East Germany, GDR | East German, East Germans
West Germany || West German, West Germans
Ghana | Republic of Ghana | Ghanaian, Ghanaians
Gibraltar || Gibraltarian, Gibraltarians
Great Britain | Britain | British, Briton, Britons
Greece | Hellenic Republic | Greek, Greeks, Hellenic
Greenland || Greenlandic, Greenlander, Greenlanders
Grenada || Grenadian, Grenadians
Guadeloupe ||
Guam || Guamanian, Guamanians
Guatemala | Republic of Guatemala | Guatemalan, Guatemalans
Guernsey ||
Guinea | Republic of Guinea | Guinean, Guineans
Guinea-Bissau | Guinea Bissau, Republic of Guinea-Bissau | Bissau-Guinean, Bissau-Guineans
Guyana | Co-operative Republic of Guyana | Guyanese
Haiti | Republic of Haiti | Haitian, Haitians
Holy See | Vatican, Vatican City, Vatican City State |
Honduras | Republic of Honduras | Honduran, Hondurans
Hong Kong | Hong Kong SAR, Hong Kong Special Administrative Region | Hong Kongers, Hongkongers
Hungary || Hungarian, Hungarians
Iceland || Icelandic, Icelander, Icelanders
India | Republic of India | Indian, Indians
Indonesia | Republic of Indonesia | Indonesian, Indonesians
Iran | Islamic Republic of Iran, Iran (Islamic Republic of) | Iranian, Iranians
Iraq | Republic of Iraq | Iraqi, Iraqis
Ireland | Republic of Ireland | Irish, Irishman, Irishmen
Isle of Man || Manx
Israel | State of Israel | Israeli, Israelis
Italy | Italian Republic | Italian, Italians
Jamaica || Jamaican, Jamaicans
Japan || Japanese
Jordan | Hashemite Kingdom of Jordan | Jordanian, Jordanians
Kazakhstan | Republic of Kazakhstan | Kazakh, Kazakhs, Kazakhstani, Kazakhstanis
Kenya | Republic of Kenya | Kenyan, Kenyans
Kiribati | Republic of Kiribati | I-Kiribati
North Korea | Democratic People's Republic of Korea, DPRK, D.P.R.K. | North Korean, North Koreans
South Korea | Republic of Korea, ROK | South Korean, South Koreans
Korea || Korean, Koreans
Kosovo | Republic of Kosovo | Kosovar, Kosovars, Kosovan, Kosovans
Kurdistan | Iraqi Kurdistan, Kurdistan Region |
Kuwait | State of Kuwait | Kuwaiti, Kuwaitis
Kyrgyzstan | Kyrgyz Republic, Kirghizia | Kyrgyz, Kyrgyzstani, Kyrgyzstanis
Laos | Lao People's Democratic Republic, Lao PDR | Lao, Laotian, Laotians
Latvia | Republic of Latvia | Latvian, Latvians
Lebanon | Lebanese Republic | Lebanese
Lesotho | Kingdom of Lesotho | Basotho
Liberia | Republic of Liberia | Liberian, Liberians
Libya | State of Libya, Libyan Arab Jamahiriya | Libyan, Libyans
Liechtenstein | Principality of Liechtenstein | Liechtensteiner, Liechtensteiners
Lithuania | Republic of Lithuania | Lithuanian, Lithuanians
Luhansk People's Republic | Lugansk People's Republic |
Luxembourg | Grand Duchy of Luxembourg | Luxembourgish, Luxembourger, Luxembourgers
Macao | Macau | Macanese
North Macedonia | Republic of North Macedonia |
Macedonia | Former Yugoslav Republic of Macedonia | Macedonian, Macedonians
Madagascar | Republic of Madagascar | Malagasy
Malawi | Republic of Malawi | Malawian, Malawians
Malaysia || Malaysian, Malaysians
Maldives | Republic of Maldives | Maldivian, Maldivians
Mali | Republic of Mali | Malian, Malians
Malta | Republic of Malta | Maltese
Marshall Islands | Republic of the Marshall Islands | Marshallese
Martinique ||
Mauritania | Islamic Republic of Mauritania | Mauritanian, Mauritanians
Mauritius | Republic of Mauritius | Mauritian, Mauritians
Mayotte ||
Mexico | United Mexican States | Mexican, Mexicans
Micronesia | Federated States of Micronesia | Micronesian, Micronesians
Moldova | Republic of Moldova | Moldovan, Moldovans
Monaco | Principality of Monaco | Monegasque, Monegasques
Mongolia || Mongolian, Mongolians, Mongol, Mongols
Montenegro || Montenegrin, Montenegrins
Montserrat ||
Morocco | Kingdom of Morocco | Moroccan, Moroccans
Mozambique | Republic of Mozambique | Mozambican, Mozambicans
Myanmar | Burma, Republic of the Union of Myanmar | Burmese
Namibia | Republic of Namibia | Namibian, Namibians
Nauru | Republic of Nauru | Nauruan, Nauruans
Nepal || Nepali, Nepalis, Nepalese
Netherlands | The Netherlands, Kingdom of the Netherlands | Dutch, Dutchman, Dutchmen
New Caledonia || New Caledonian, New Caledonians
New Zealand || New Zealander, New Zealanders
Nicaragua | Republic of Nicaragua | Nicaraguan, Nicaraguans
Niger | Republic of the Niger, Republic of Niger | Nigerien, Nigeriens
Nigeria | Federal Republic of Nigeria | Nigerian, Nigerians
Niue ||
Northern Ireland || Northern Irish
Northern Mariana Islands | Commonwealth of the Northern Mariana Islands |
Norway | Kingdom of Norway | Norwegian, Norwegians
Oman | Sultanate of Oman | Omani, Omanis
Pakistan | Islamic Republic of Pakistan | Pakistani, Pakistanis
Palau | Republic of Palau | Palauan, Palauans
Palestine | State of Palestine | Palestinian, Palestinians
Occupied Palestinian Territory | Occupied Palestinian Territories |
Palestinian Territories | Palestinian Territory |
Panama | Republic of Panama | Panamanian, Panamanians
Papua New Guinea || Papua New Guinean, Papua New Guineans
Paraguay | Republic of Paraguay | Paraguayan, Paraguayans
Peru | Republic of Peru | Peruvian, Peruvians
Philippines | The Philippines, Republic of the Philippines | Filipino, Filipinos, Philippine
Poland | Republic of Poland | Polish, Pole, Poles
Portugal | Portuguese Republic | Portuguese
Puerto Rico | Commonwealth of Puerto Rico | Puerto Rican, Puerto Ricans
Qatar | State of Qatar | Qatari, Qataris
Réunion ||
Romania || Romanian, Romanians
Russia | Russian Federation | Russian, Russians
Rwanda | Republic of Rwanda | Rwandan, Rwandans
Saint Helena | St. Helena |
Saint Kitts and Nevis | St. Kitts and Nevis |
Saint Lucia | St. Lucia | Saint Lucian, Saint Lucians
Saint Vincent and the Grenadines | St. Vincent and the Grenadines |
Samoa | Independent State of Samoa | Samoan, Samoans
San Marino | Republic of San Marino | Sammarinese
Sao Tome and Principe | São Tomé and Príncipe |
Saudi Arabia | Kingdom of Saudi Arabia | Saudi, Saudis, Saudi Arabian
Scotland || Scottish, Scots
Senegal | Republic of Senegal | Senegalese
Serbia | Republic of Serbia | Serbian, Serbians, Serb, Serbs
Serbia and Montenegro ||
Seychelles | Republic of Seychelles | Seychellois
Sierra Leone | Republic of Sierra Leone | Sierra Leonean, Sierra Leoneans
Singapore | Republic of Singapore | Singaporean, Singaporeans
Slovakia | Slovak Republic | Slovak, Slovaks, Slovakian
Slovenia | Republic of Slovenia | Slovenian, Slovenians, Slovene, Slovenes
Solomon Islands || Solomon Islander, Solomon Islanders
Somalia | Federal Republic of Somalia | Somali, Somalis
Somaliland ||
South Africa | Republic of South Africa | South African, South Africans
South Ossetia || Ossetian, Ossetians, South Ossetian, South Ossetians
South Sudan | Republic of South Sudan | South Sudanese
Soviet Union | USSR, U.S.S.R., Union of Soviet Socialist Republics | Soviet, Soviets
Spain | Kingdom of Spain | Spanish, Spaniard, Spaniards
Sri Lanka | Democratic Socialist Republic of Sri Lanka, Ceylon | Sri Lankan, Sri Lankans
Sudan | Republic of the Sudan, Republic of Sudan, The Sudan | Sudanese
Suriname | Republic of Suriname | Surinamese
Sweden | Kingdom of Sweden | Swedish, Swede, Swedes
Switzerland | Swiss Confederation | Swiss
Syria | Syrian Arab Republic | Syrian, Syrians
Taiwan || Taiwanese
Tajikistan | Republic of Tajikistan | Tajik, Tajiks, Tajikistani
Tanzania | United Republic of Tanzania | Tanzanian, Tanzanians
Thailand | Kingdom of Thailand, Siam | Thai, Thais
Tibet | Tibet Autonomous Region | Tibetan, Tibetans
Timor-Leste | East Timor, Timor Leste | Timorese
Togo | Togolese Republic | Togolese
Tokelau ||
Tonga | Kingdom of Tonga | Tongan, Tongans
Transnistria | Transdniestria | Transnistrian, Transnistrians
Trinidad and Tobago | Trinidad & Tobago |
Tunisia | Republic of Tunisia | Tunisian, Tunisians
Turkey | Türkiye, Turkiye, Republic of Turkey, Republic of Türkiye | Turkish, Turk, Turks
Turkmenistan || Turkmen, Turkmens
Turks and Caicos Islands | Turks and Caicos |
Tuvalu || Tuvaluan, Tuvaluans
Uganda | Republic of Uganda | Ugandan, Ugandans
Ukraine || Ukrainian, Ukrainians
United Arab Emirates | UAE, U.A.E. | Emirati, Emiratis
United Kingdom | UK, U.K., United Kingdom of Great Britain and Northern Ireland |
United States | United States of America, US, U.S., USA, U.S.A. | American, Americans
United States Virgin Islands | U.S. Virgin Islands, US Virgin Islands |
Virgin Islands ||
Uruguay | Eastern Republic of Uruguay | Uruguayan, Uruguayans
Uzbekistan | Republic of Uzbekistan | Uzbek, Uzbeks, Uzbekistani
Vanuatu | Republic of Vanuatu | Ni-Vanuatu
Venezuela | Bolivarian Republic of Venezuela | Venezuelan, Venezuelans
Vietnam | Viet Nam, Socialist Republic of Vietnam, Socialist Republic of Viet Nam | Vietnamese
South Vietnam || South Vietnamese
North Vietnam || North Vietnamese
Wales || Welsh
Western Sahara || Sahrawi, Sahrawis, Saharawi
Yemen | Republic of Yemen | Yemeni, Yemenis
Yugoslavia | Federal Republic of Yugoslavia, Socialist Federal Republic of Yugoslavia | Yugoslav, Yugoslavs, Yugoslavian
Zambia | Republic of Zambia | Zambian, Zambians
Zimbabwe | Republic of Zimbabwe, Rhodesia | Zimbabwean, Zimbabweans
Ottoman Empire || Ottoman, Ottomans
Russian Empire ||
Austria-Hungary | Austro-Hungarian Empire | Austro-Hungarian
Roman Empire ||
Byzantine Empire || Byzantine, Byzantines
Prussia || Prussian, Prussians
"""

PEOPLES = """
Jewish | Jew, Jews
Muslim | Muslims, Moslem, Moslems
Christian | Christians
Catholic | Catholics, Roman Catholic, Roman Catholics
Protestant | Protestants
Orthodox Christian | Orthodox Christians
Copt | Copts, Coptic
Hindu | Hindus
Buddhist | Buddhists
Sikh | Sikhs
Sunni | Sunnis
Shia | Shiite, Shiites, Shi'a, Shi'ite, Shi'ites
Alawite | Alawites
Druze |
Baha'i | Baha'is, Bahá'í, Bahá'ís
Yazidi | Yazidis, Yezidi, Yezidis
Kurd | Kurds, Kurdish
Arab | Arabs
Bedouin | Bedouins
Berber | Berbers, Amazigh
Tuareg | Tuaregs
Persian | Persians
Pashtun | Pashtuns
Hazara | Hazaras
Baloch | Baluch, Balochi
Punjabi | Punjabis
Bengali | Bengalis
Tamil | Tamils
Sinhalese |
Rohingya | Rohingyas
Uyghur | Uyghurs, Uighur, Uighurs
Hmong |
Han Chinese |
Roma | Romani
Sinti |
Tatar | Tatars, Crimean Tatar, Crimean Tatars
Circassian | Circassians
Ingush |
Dagestani | Dagestanis
Bosniak | Bosniaks
Turkish Cypriot | Turkish Cypriots
Greek Cypriot | Greek Cypriots
Kosovo Albanian | Kosovo Albanians
Bosnian Serb | Bosnian Serbs
Hutu | Hutus
Tutsi | Tutsis
Twa |
Igbo |
Hausa |
Yoruba |
Zulu | Zulus
Oromo | Oromos
Tigrayan | Tigrayans
Maasai |
Maori | Māori
Inuit |
Sami |
Basque | Basques
Breton | Bretons
Slav | Slavs, Slavic
Nordic |
Scandinavian | Scandinavians
Balkan |
Baltic |
European | Europeans
Asian | Asians
African | Africans
Latin American | Latin Americans
Central American | Central Americans
South American | South Americans
North American | North Americans
West African | West Africans
Middle Eastern |
Caribbean Islander | Caribbean Islanders
African American | African Americans, African-American, African-Americans
Asian American | Asian Americans, Asian-American, Asian-Americans
Native American | Native Americans
American Indian | American Indians
Alaska Native | Alaska Natives
Native Hawaiian | Native Hawaiians
Pacific Islander | Pacific Islanders
Jewish American | Jewish Americans
Arab American | Arab Americans
Muslim American | Muslim Americans
Italian American | Italian Americans
Irish American | Irish Americans
Greek American | Greek Americans
Armenian American | Armenian Americans
Mexican American | Mexican Americans
Polish American | Polish Americans
Cuban American | Cuban Americans
Filipino American | Filipino Americans
Indian American | Indian Americans
Japanese American | Japanese Americans
Chinese American | Chinese Americans
Hispanic | Hispanics
Latino | Latinos, Latina, Latinas, Latinx
Hawaiian | Hawaiians
Alaskan | Alaskans
Texan | Texans
Californian | Californians
New Yorker | New Yorkers
Parisian | Parisians
Londoner | Londoners
Cherokee |
Navajo |
Sioux |
Lakota |
Apache |
"""
