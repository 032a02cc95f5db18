"""Given names that are hardly ever the first word of anything but a person's name.

Source: written for variorum from common knowledge. Names that are also places, months or words are left out.
"""

from __future__ import annotations

GIVEN_NAMES = frozenset(
    """
Aaron Abdul Abdullah Abraham Adam Adolf Adriana Ahmad Ahmed Aisha Al Alan Albert Alberto Alejandra Alejandro
Aleksandr Alex Alexander Alexandra Alexei Alexey Alfred Ali Alice Alison Alyssa Amanda Amir Amy Ana Anatoly Anders
Andre Andrea Andreas Andrei Andrew Andrey Andrzej Angela Ann Anna Anne Annette Anthony Antoine Antonio Antony
António Anwar Arnold Arthur Artur Ashraf Asif Avril Bakir Barack Barbara Bashar Beatrice Beau Ben Benjamin Bernard
Bernice Bertrand Betty Bianca Boris Boutros Brandon Brenda Breonna Brian Bruce Carl Carla Carlos Carmen Carol
Caroline Catherine Cecilia Cesar Charles Chester Christina Christine Christoph Christopher Cindy Claire Claude
Claudia Colin Coretta Cory Craig Cristina Cynthia Cyril Daniel Daniele Darren David Deb Deborah Denis Dennis Derek
Diana Diane Didier Dmitry Dmytro Dominic Dominique Donald Donna Doris Dorothy Douglas Dwight Ebrahim Edmund Eduardo
Edward Edwin Eleanor Elena Eli Elie Elijah Elisabeth Elizabeth Ellen Elmar Emily Emma Emmanuel Emmett Enrique Eric
Erik Ernest Ernesto Esther Eugene Eva Evelyn Evo Ezra Farhan Fatima Felipe Felix Fernando Fidel Francisco Francois
Frank Franklin Franz François Frederick Fritz Gabriel Gabriela Gary Gennady Geoffrey George Georges Gerald Gerhard
Gina Giorgio Giovanni Giuseppe Gloria Gordon Greg Gregory Guido Guillermo Gustavo Hakan Hannah Hans Harold Harriet
Harry Hassan Heather Hector Heidi Heiko Helen Helena Helmut Henry Herbert Herman Heydar Hillary Howard Hubert Hugo
Hussein Ian Ibrahim Igor Ilham Ingrid Irene Isaac Isabel Isabella Ivan Jack Jacob Jacques Jair Jake Jamal James
Jamie Jan Jane Janet Jason Javier Jawaharlal Jean Jeff Jeffrey Jennifer Jens Jeremy Jerome Jesse Jessica Jill Jim
Jimmy Joachim Joan Joanna Joao Joe Joel Johan Johann John Johnny Jonathan Jose Josef Josep Joseph Joshua José Juan
Judith Judy Julia Julian Julie Julius Justin Kamala Karel Karen Karin Karl Karol Kassym-Jomart Katherine Kathleen
Kathy Katie Keith Kelly Kemal Ken Kenneth Ketanji Kevin Khaled Khalid Kim Kirsten Klaus Kofi Konstantin Kristalina
Kristen Kurt Lael Larry Lars Laura Lauren Laurent Lavrenty Lawrence Leila Leon Leonard Leonid Lev Lewis Liam Lina
Linda Lindsey Lisa Lloyd Loretta Lori Louis Louise Luca Lucas Lucia Lucy Luigi Luis Luiz Lula Luther Lyndon
Magdalena Mahatma Mahmoud Malala Malcolm Manuel Marc Marcel Marco Marcus Margaret Maria Mariana Marie Mario Marjorie
Martha Martin Marty Mary Matteo Matthew Matthias Maurice Mauricio Max Maya Medgar Megan Mehmet Mehriban Merrick
Michael Michel Michelle Miguel Mikhail Milton Miriam Mitch Mohamed Mohammad Mohammed Mohandas Moshe Muammar Muhammad
Murray Mustafa Nadia Nancy Narendra Natalia Nathan Nathaniel Neal Neel Neil Nelson Nicholas Nicola Nicolas Nicole
Nicolás Nikita Nikol Nikolai Noam Noel Norman Olaf Oleg Olga Oliver Olivier Omar Osama Oscar Otto Pablo Paolo
Patricia Patrick Paul Paula Paulo Pedro Pete Peter Petr Philip Philippe Phillip Pierre Pieter Pyotr Rachel Rafael
Ralph Ramzan Randal Raphael Ray Raymond Rebecca Recep Reinhard Rex Ricardo Richard Rick Robert Roberto Roger Roland
Ronald Rosa Rosalynn Rosie Roy Rudolf Russell Ruth Ryan Saddam Salman Salvador Sam Samantha Samuel Sandra Sandy Sara
Sarah Scott Sean Sebastian Serge Sergei Sergey Sergio Serzh Shalanda Sharon Shelley Shinzo Shirley Sigrid Silvia
Silvio Simon Sojourner Sonia Spencer Stephanie Stephen Steve Steven Stuart Susan Susana Suzanne Sven Svetlana Sylvia
Tanya Ted Terence Teresa Terry Theodor Theodore Theresa Thomas Tim Timothy Todd Tom Tomas Tony Tracy Trayvon Ulysses
Ursula Valentina Valery Vasily Vera Vernon Veronica Viktor Vincent Vitaly Vivek Vladimir Volodymyr Vyacheslav Walter
Wayne Wendy Wilhelm William Winston Wolfgang Woodrow Xavier Xi Xiomara Yasser Yevgeny Yitzhak Yolanda Yuri Yusuf
Yves Zachary Zbigniew
""".split()
)
